// Made by Fixtures/npy_reference.py with NumPy 2.4.6.

import TensorFiles

/// A file of NumPy in base64, and what is in it.
struct NPYReferenceFile: Sendable {
  let name: String
  let elementType: NPYArray.ElementType
  let shape: [Int]
  let layout: NPYArray.Layout
  /// The bytes of the elements in row-major order.
  let rowMajor: String
  let file: String

  static let all: [NPYReferenceFile] = [
    .init(
      name: "float32, row-major", elementType: .float32, shape: [3, 4], layout: .rowMajor,
      rowMajor: """
        AAAAAAAAAIAAAIA/AADAv9sPSUAAAIB/AACA/wAAwH8BAAAA//9/f83MzD0AAADA
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDMsIDQpLCB9ICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAgAAAgD8AAMC/2w9JQAAAgH8AAID/AADAfwEAAAD/\
        /39/zczMPQAAAMA=
        """),
    .init(
      name: "float32, column-major", elementType: .float32, shape: [3, 4], layout: .columnMajor,
      rowMajor: """
        AAAAAAAAAIAAAIA/AADAv9sPSUAAAIB/AACA/wAAwH8BAAAA//9/f83MzD0AAADA
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMywgNCksIH0gICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA2w9JQAEAAAAAAACAAACAf///f38AAIA/AACA/83MzD0A\
        AMC/AADAfwAAAMA=
        """),
    .init(
      name: "float64", elementType: .float64, shape: [5], layout: .rowMajor,
      rowMajor: """
        mpmZmZmZuT8AAAAAAAAAgAEAAAAAAAAA////////738AAAAAAADwfw==
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDUsKSwgfSAgICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqamZmZmZm5PwAAAAAAAACAAQAAAAAAAAD////////vfwAAAAAA\
        APB/
        """),
    .init(
      name: "uint8", elementType: .uint8, shape: [1, 2, 3], layout: .rowMajor,
      rowMajor: """
        +vv8/f7/
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDIsIDMpLCB9ICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAr6+/z9/v8=
        """),
    .init(
      name: "int32", elementType: .int32, shape: [7, 1], layout: .rowMajor,
      rowMajor: """
        AAAAAAEAAAD/////fwAAAID///////9/AAAAgA==
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDcsIDEpLCB9ICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAQAAAP////9/AAAAgP///////38AAACA
        """),
    .init(
      name: "int64", elementType: .int64, shape: [9], layout: .rowMajor,
      rowMajor: """
        AAAAAAAAAAABAAAAAAAAAP//////////fwAAAAAAAACA/////////////38AAAAAAAAAgP//////////////fwAAAAAAAACA
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDksKSwgfSAgICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAEAAAAAAAAA//////////9/AAAAAAAAAID/////\
        ////////fwAAAAAAAACA//////////////9/AAAAAAAAAIA=
        """),
    .init(
      name: "three dimensions, column-major", elementType: .int32, shape: [2, 3, 4], layout: .columnMajor,
      rowMajor: """
        AAAAAAEAAAACAAAAAwAAAAQAAAAFAAAABgAAAAcAAAAIAAAACQAAAAoAAAALAAAADAAAAA0AAAAOAAAADwAAABAAAAARAAAAEgAAABMAAAAUAA\
        AAFQAAABYAAAAXAAAA
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGk0JywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMywgNCksIH0gICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAADAAAAAQAAAAQAAAACAAAABQAAAABAAAADQAAAAUAAAAR\
        AAAACQAAABUAAAACAAAADgAAAAYAAAASAAAACgAAABYAAAADAAAADwAAAAcAAAATAAAACwAAABcAAAA=
        """),
    .init(
      name: "a single number", elementType: .float32, shape: [], layout: .rowMajor,
      rowMajor: """
        AAAAPw==
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKCksIH0gICAgICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAA/
        """),
    .init(
      name: "no elements", elementType: .float64, shape: [0, 4], layout: .rowMajor,
      rowMajor: """

        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDAsIDQpLCB9ICAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo=
        """),
    .init(
      name: "no elements, column-major", elementType: .float64, shape: [4, 0, 3], layout: .rowMajor,
      rowMajor: """

        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDQsIDAsIDMpLCB9ICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAo=
        """),
    .init(
      name: "64 dimensions", elementType: .uint8,
      shape: [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1,
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
      ], layout: .rowMajor,
      rowMajor: """
        AAECAw==
        """,
      file: """
        k05VTVBZAQA2AXsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDEsIDEsIDEsIDEsIDEsIDEsIDEsID\
        EsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDIsIDIsIDEsIDEs\
        IDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsIDEsID\
        EsIDEpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAQID
        """),
    .init(
      name: "room to grow along the first dimension", elementType: .uint8,
      shape: [2, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10], layout: .rowMajor,
      rowMajor: """
        AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUV\
        JTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOk\
        paanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsc=
        """,
      file: """
        k05VTVBZAQC2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDEwLCAxLCAxLCAxLCAxLCAxLC\
        AxLCAxLCAxLCAxLCAxLCAxLCAxMCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg\
        ICAgICAgICAgICAgICAgICAgICAgICAgICAKAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Nj\
        c4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUVJTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJ\
        iouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOkpaanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsc=
        """),
    .init(
      name: "room to grow along the last dimension", elementType: .uint8,
      shape: [2, 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 10], layout: .columnMajor,
      rowMajor: """
        AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0BBQkNERUZHSElKS0xNTk9QUV\
        JTVFVWV1hZWltcXV5fYGFiY2RlZmdoaWprbG1ub3BxcnN0dXZ3eHl6e3x9fn+AgYKDhIWGh4iJiouMjY6PkJGSk5SVlpeYmZqbnJ2en6ChoqOk\
        paanqKmqq6ytrq+wsbKztLW2t7i5uru8vb6/wMHCw8TFxsc=
        """,
      file: """
        k05VTVBZAQB2AHsnZGVzY3InOiAnfHUxJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcGUnOiAoMiwgMTAsIDEsIDEsIDEsIDEsIDEsID\
        EsIDEsIDEsIDEsIDEsIDEsIDEwKSwgfSAgICAgICAgICAgICAgICAgICAgIAoAZApuFHgegiiMMpY8oEaqULRavgFlC28VeR+DKY0zlz2hR6tR\
        tVu/AmYMcBZ6IIQqjjSYPqJIrFK2XMADZw1xF3shhSuPNZk/o0mtU7ddwQRoDnIYfCKGLJA2mkCkSq5UuF7CBWkPcxl9I4ctkTebQaVLr1W5X8\
        MGahB0Gn4kiC6SOJxCpkywVrpgxAdrEXUbfyWJL5M5nUOnTbFXu2HFCGwSdhyAJoowlDqeRKhOsli8YsYJbRN3HYEnizGVO59FqU+zWb1jxw==
        """),
    .init(
      name: "version 2.0", elementType: .int64, shape: [2, 3], layout: .columnMajor,
      rowMajor: """
        AAAAAAAAAAABAAAAAAAAAAIAAAAAAAAAAwAAAAAAAAAEAAAAAAAAAAUAAAAAAAAA
        """,
      file: """
        k05VTVBZAgB0AAAAeydkZXNjcic6ICc8aTgnLCAnZm9ydHJhbl9vcmRlcic6IFRydWUsICdzaGFwZSc6ICgyLCAzKSwgfSAgICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAMAAAAAAAAAAQAAAAAAAAAEAAAAAAAAAAIAAAAA\
        AAAABQAAAAAAAAA=
        """),
    .init(
      name: "version 3.0", elementType: .float32, shape: [3, 2], layout: .rowMajor,
      rowMajor: """
        AAAAAAAAgD8AAABAAABAQAAAgEAAAKBA
        """,
      file: """
        k05VTVBZAwB0AAAAeydkZXNjcic6ICc8ZjQnLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMywgMiksIH0gICAgICAgICAgIC\
        AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAACAPwAAAEAAAEBAAACAQAAAoEA=
        """),
  ]

  /// Files of types that are not read, each with what errors call its type.
  static let others: [(type: String, file: String)] = [
    (
      "'>f4'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPmY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAA==
      """
    ),
    (
      "'>i8'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPmk4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAA
      """
    ),
    (
      "'<f2'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPGYyJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAA
      """
    ),
    (
      "'<u4'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPHU0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAA==
      """
    ),
    (
      "'|i1'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnfGkxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAA==
      """
    ),
    (
      "'|b1'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnfGIxJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAA==
      """
    ),
    (
      "'<c8'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPGM4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAA
      """
    ),
    (
      "'<M8[ns]'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPE04W25zXScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgyLCksIH0gICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAA
      """
    ),
    (
      "'|S3'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnfFMzJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAA=
      """
    ),
    (
      "'<U3'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnPFUzJywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
      """
    ),
    (
      "'|O'",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiAnfE8nLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAqABJWPAAAAAAAAAIwWbnVtcHkuX2NvcmUubXVsdGlhcnJheZSM\
      DF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwKFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjA\
      F8lE5OTkr/////Sv////9LP3SUYoldlChOjAFhlGV0lGIu
      """
    ),
    (
      "[('x', '<f4'), ('y', '<i4', (2,))]",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiBbKCd4JywgJzxmNCcpLCAoJ3knLCAnPGk0JywgKDIsKSldLCAnZm9ydHJhbl9vcmRlcic6IEZhbHNlLCAnc2\
      hhcGUnOiAoMiwpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
      """
    ),
    (
      "[('é', '<f4')]",
      """
      k05VTVBZAQB2AHsnZGVzY3InOiBbKCfpJywgJzxmNCcpXSwgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgICAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAA==
      """
    ),
    (
      "[('α', '<f4')]",
      """
      k05VTVBZAwB0AAAAeydkZXNjcic6IFsoJ86xJywgJzxmNCcpXSwgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsKSwgfSAgIC\
      AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAA==
      """
    ),
  ]
}
