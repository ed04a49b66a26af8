#if DEBUG
  import Testing
  import _TestSupport

  @testable import mnist

  @Suite struct HeaderDamageTests {
    /// Every beginning of a `config.json`, and every one with a bit flipped: a sentence, or settings that are written again.
    @Test func ofConfigsIsToldOrReadAsItStands() throws {
      var recipe = Recipe()
      (recipe.hidden, recipe.optimizer, recipe.clipNorm, recipe.validation) = ([20, 9], "adamw", 0.5, 0.25)
      recipe.augment = try Augmentation("rotation=10,shift=1")
      #expect(
        unhandledDamage(to: try recipe.json(), "config.json") { bytes in
          do {
            let json = try Recipe(json: bytes, from: "it").json()
            return try Recipe(json: json, from: "it").json() == json
          } catch {
            return error is CommandError
          }
        } == [])
    }
  }
#endif
