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
          let recipe: Recipe
          do {
            recipe = try Recipe(json: bytes, from: "it")
          } catch {
            return error is CommandError
          }
          guard let json = try? recipe.json() else { return false }
          return (try? Recipe(json: json, from: "it").json()) == json
        } == [])
    }
  }
#endif
