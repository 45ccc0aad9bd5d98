// ICU's rules for words and sentences, as `readers.py` has the peers in Python: icu LANGUAGE PASSES FILE [--findings], where FILE holds texts that
// end in a NUL each, in UTF-8 (measure.py writes it).
#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

int main(int count, char **given) {
  if (count < 4) return 2;
  bool findings = count > 4 && !std::strcmp(given[4], "--findings");
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> words(icu::BreakIterator::createWordInstance(icu::Locale(given[1]), status));
  std::unique_ptr<icu::BreakIterator> sentences(icu::BreakIterator::createSentenceInstance(icu::Locale(given[1]), status));
  if (U_FAILURE(status)) return 1;
  std::ifstream file(given[3], std::ios::binary);
  std::string all((std::istreambuf_iterator<char>(file)), {});
  std::vector<std::string> texts;
  for (size_t at = 0, end; (end = all.find('\0', at)) != std::string::npos; at = end + 1) texts.push_back(all.substr(at, end - at));
  unsigned long sum = 0;
  std::clock_t start = std::clock();
  for (int pass = 0; pass < (findings ? 1 : std::atoi(given[2])); pass++) {
    for (const std::string &text : texts) {
      icu::UnicodeString wide = icu::UnicodeString::fromUTF8(text);
      words->setText(wide);
      for (int32_t at = words->first(); at != icu::BreakIterator::DONE; at = words->next())
        if (words->getRuleStatus() != UBRK_WORD_NONE) sum += at;
      sentences->setText(wide);
      int32_t start = sentences->first();
      if (findings) std::printf("[");
      for (int32_t at = sentences->next(); at != icu::BreakIterator::DONE; start = at, at = sentences->next()) {
        sum += at;
        if (findings) std::printf("%s[%d, %d]", start ? ", " : "", wide.countChar32(0, start), wide.countChar32(0, at));
      }
      if (findings) std::printf("]\n");
    }
  }
  double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
  if (!findings) std::printf("{\"seconds\": %f, \"sum\": %lu}\n", seconds, sum);
}
