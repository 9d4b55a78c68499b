/// The particles (josa), the forms of 이다 and 하다, and the most common endings.
///
/// From grammars of Korean (the classes and their allomorphs), not from a corpus or a dictionary.
extension KoreanParticles {
  /// The tails by their last syllable, the longest first.
  static let tails: [UInt32: [Tail]] = {
    var tails: [Tail] = []
    func add(_ list: String, _ before: Before, shortestStem: Int) {
      tails += list.split(separator: " ").map { text in
        Tail(
          syllables: RunText.characters(String(text)), before: before, shortestStem: shortestStem)
      }
    }
    add("은 이 과", .consonant, shortestStem: 2)
    add("는 가 와", .vowel, shortestStem: 2)
    add("로", .vowelOrRieul, shortestStem: 2)
    add("의 에 도 만", .anything, shortestStem: 2)
    // Few words end in these by themselves, so that one syllable before them is a noun.
    add("을", .consonant, shortestStem: 1)
    add("를", .vowel, shortestStem: 1)
    add(longParticles, .anything, shortestStem: 1)
    add(afterConsonant, .consonant, shortestStem: 1)
    add(afterVowel, .vowel, shortestStem: 2)
    add(afterVowelOrRieul, .vowelOrRieul, shortestStem: 1)
    add(verbs, .anything, shortestStem: 2)
    return Dictionary(grouping: tails) { $0.syllables[$0.syllables.count - 1] }.mapValues { group in
      group.sorted { $0.syllables.count > $1.syllables.count }
    }
  }()

  private static let longParticles = """
    에서 에서는 에서도 에서의 에게 에게서 에게는 에게도 에는 에도 에만 까지 까지는 까지도 까지의 부터 부터는 \
    부터의 보다 보다는 처럼 만큼 조차 마저 밖에 마다 하고 한테 한테서 께서 께서는 들은 들이 들을 들의 들에게 \
    들도 들과 대로 만을 만이 만은 만의 에서부터 에서만 에게만 까지만 에까지
    """
  private static let afterConsonant = """
    으로 으로는 으로도 으로서 으로써 으로부터 으로의 이나 이란 이라 이라는 이라고 이라도 이며 이면 이고 \
    이었다 이었던 이었고 이자 이지만 이든 이든지 이랑 과의 과는 과도 이나마
    """
  private static let afterVowel = """
    라는 라고 라고도 라도 란 며 였다 였던 였고 와의 와는 와도 랑 나 든지
    """
  private static let afterVowelOrRieul = """
    로는 로도 로서 로써 로부터 로의
    """
  private static let verbs = """
    이다 입니다 입니까 이라며 인가 인가요 인지 인데 일까 일까요 이냐 이에요 예요 이고요 이었나 이었나요 \
    였나 였나요 했다 했던 했고 했나 했나요 했는가 했을까 했습니다 했지만 했으며 했으나 한다 한다고 한다는 한 \
    할 함 하는 하는가 하다 하여 하였다 하였고 하며 하면 하면서 하지만 하기 하게 하는데 합니다 합니까 \
    해서 해야 하였던 하자 하도록 된 된다 될 됨 되는 되는가 되다 되어 되었다 되었던 되었고 되며 되면 되고 \
    되기 되지 됐다 됐던 됩니다 됩니까 시키는 시킨 당한 적인 적으로 는가 는가요 은가 은가요 던가 을까 을까요 \
    나요 습니다 습니까 었다 았다 었던 았던 었나 았나 었나요 았나요 었는가 았는가 었을까 았을까
    """
}
