// Made by Fixtures/reference.py with safetensors 0.8.0: files of the reference implementation.

/// In base64.
enum ReferenceFile {
  /// A tensor of each element type and one pair of metadata.
  static let everyType = """
    OAMAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJzZWVkIjoiNMKyXG4ifSwibSI6eyJkdHlwZSI6IlU2NCIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0\
    cyI6WzAsOF19LCJsIjp7ImR0eXBlIjoiSTY0Iiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbOCwxNl19LCJrIjp7ImR0eXBlIjoiRjY0Iiwi\
    c2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbMTYsMjRdfSwiSiI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbXSwiZGF0YV9vZmZzZXRzIjpbMjQs\
    MjhdfSwiai/DqVwiXFxcblx0XHUwMDAxfyI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMiwyXSwiZGF0YV9vZmZzZXRzIjpbMjgsNDRdfSwiaSI6\
    eyJkdHlwZSI6IlUzMiIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzQ0LDQ4XX0sImgiOnsiZHR5cGUiOiJJMzIiLCJzaGFwZSI6WzFdLCJk\
    YXRhX29mZnNldHMiOls0OCw1Ml19LCJnIjp7ImR0eXBlIjoiQkYxNiIsInNoYXBlIjpbMl0sImRhdGFfb2Zmc2V0cyI6WzUyLDU2XX0sImYiOnsi\
    ZHR5cGUiOiJGMTYiLCJzaGFwZSI6WzEsMV0sImRhdGFfb2Zmc2V0cyI6WzU2LDU4XX0sImUiOnsiZHR5cGUiOiJVMTYiLCJzaGFwZSI6WzFdLCJk\
    YXRhX29mZnNldHMiOls1OCw2MF19LCJkIjp7ImR0eXBlIjoiSTE2Iiwic2hhcGUiOlsxXSwiZGF0YV9vZmZzZXRzIjpbNjAsNjJdfSwiYyI6eyJk\
    dHlwZSI6Ikk4Iiwic2hhcGUiOlsyXSwiZGF0YV9vZmZzZXRzIjpbNjIsNjRdfSwiYiI6eyJkdHlwZSI6IlU4Iiwic2hhcGUiOlswLDRdLCJkYXRh\
    X29mZnNldHMiOls2NCw2NF19LCJhIjp7ImR0eXBlIjoiQk9PTCIsInNoYXBlIjpbM10sImRhdGFfb2Zmc2V0cyI6WzY0LDY3XX19IAABAgMEBQYH\
    AAECAwQFBgeamZmZmZm5PwAAAD8AAIA/AAAAwAAAwH8AAID/AAECAwABAgMAAQIDAAEAAQAB/wEBAAE=
    """

  /// No tensors.
  static let empty = """
    CAAAAAAAAAB7fSAgICAgIA==
    """
}
