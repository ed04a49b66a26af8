#if DEBUG
  import Testing

  @testable import mnist

  @Suite struct TemplateTests {
    static func filled(_ text: String, _ parts: [String: String]) -> String {
      let bytes = Template(Array(text.utf8)).filled(parts.mapValues { Array($0.utf8) })
      return String(decoding: bytes, as: UTF8.self)
    }

    @Test func eachMarkIsReplacedAndPartsAreLeftAlone() {
      #expect(Self.filled("{{a}} and {{b}}{{a}}.", ["a": "{{b}}", "b": "é"]) == "{{b}} and é{{b}}.")
      #expect(Self.filled("nothing", [:]) == "nothing")
    }

    @Test func marksAndPartsThatDoNotMatchTrap() async {
      await #expect(processExitsWith: .failure) { _ = TemplateTests.filled("{{a}}", [:]) }
      await #expect(processExitsWith: .failure) { _ = TemplateTests.filled("{{a}}", ["a": "", "b": ""]) }
      await #expect(processExitsWith: .failure) { _ = TemplateTests.filled("{{a", ["a": ""]) }
    }

    @Test func noSourceOfThePageEndsItsElement() {
      for source in DrawingPage.scripts + [PackageResources.draw_css] {
        let text = String(decoding: source, as: UTF8.self).lowercased()
        #expect(!text.contains("</") && !text.contains("<!--") && !text.contains("\r") && text.hasSuffix("\n"))
      }
    }
  }
#endif
