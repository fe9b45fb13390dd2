// case_worker FILE KEYS SEED COUNT: does COUNT random things to the cases of a database (0: for ever), as a laboratory,
// a watcher and persons would, and prints a line for each that was acknowledged: "event DIGEST", "scan FINGERPRINT",
// "audit ACTION". For tests that run several at once, or kill it.
#include <charconv>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>

#include "core/sha256.h"
#include "support/case_work.h"

int main(int argc, char** argv) {
  if (argc < 5) return 2;
  unsigned seed = 0;
  int count = 0;
  const std::string_view seedText = argv[3];
  const std::string_view countText = argv[4];
  std::from_chars(seedText.data(), seedText.data() + seedText.size(), seed);
  std::from_chars(countText.data(), countText.data() + countText.size(), count);
  snitt::StoreOptions options;
  options.makeIfMissing = true;
  options.keyFolder = argv[2];
  options.busyWait = std::chrono::milliseconds(30000);
  auto store = snitt::Store::open(argv[1], options);
  if (!store) {
    std::fprintf(stderr, "%s\n", store.error().message.c_str());
    return 1;
  }
  snitt::test::CaseWork work(*store, seed);
  for (int i = 0; count == 0 || i < count; ++i) {
    const auto done = work.next();
    if (!done) {
      std::fprintf(stderr, "%s\n", done.error().message.c_str());
      return 1;
    }
    std::printf("%s\n", done->c_str());
    std::fflush(stdout);
  }
  return 0;
}
