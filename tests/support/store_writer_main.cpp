// store_writer FILE FIRST COUNT [keep]: stores made-up scores of the slides FIRST, FIRST + 1, … (COUNT of them, 0 = for
// ever) and names each run on standard output once it is acknowledged. With "keep" a score that is there already is
// kept, and "kept" is named instead. For tests that kill it, or run several.
#include <charconv>
#include <cstdio>
#include <string>
#include <string_view>

#include "core/store/store.h"
#include "support/sample_record.h"

namespace {

int numberOf(std::string_view text) {
  int number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const int first = numberOf(argv[2]);
  const int count = numberOf(argv[3]);
  const bool keep = argc > 4 && std::string_view(argv[4]) == "keep";
  snitt::StoreOptions options;
  options.makeIfMissing = true;
  auto store = snitt::Store::open(argv[1], options);
  for (int i = 0; store && (count == 0 || i < count); ++i) {
    const snitt::ScoreRecord record = snitt::test::sampleRecord(first + i);
    const auto saved = store->save(record, snitt::test::sampleParameters(),
                                   keep ? snitt::IfStored::keepThat : snitt::IfStored::addAnother);
    if (!saved) {
      std::fprintf(stderr, "%s\n", saved.error().message.c_str());
      return 1;
    }
    std::printf("%s\n", saved->added ? record.score.run.id.c_str() : "kept");
    std::fflush(stdout);
  }
  if (!store) std::fprintf(stderr, "%s\n", store.error().message.c_str());
  return store ? 0 : 1;
}
