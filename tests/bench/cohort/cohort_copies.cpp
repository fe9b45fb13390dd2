// cohort_copies RUN SLIDE OUT COUNT BYTES: from a finished run of one slide SLIDE a finished run of COUNT slides,
// so that a cohort of any size can be measured without scoring it. Each slide is a copy of the first one, of BYTES (0:
// as large as it is; the rest is a hole) with a number at its end, so that it is a slide of its own. Writes
// OUT/list.csv, OUT/slides and OUT/run; whatever they hold is made by the program's own code, hashes of whole files
// apart.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/atomic_file.h"
#include "core/cohort/cohort_journal.h"
#include "core/cohort/cohort_parameters.h"
#include "core/cohort/cohort_slide.h"
#include "core/cohort/header_look.h"
#include "core/score.h"
#include "core/sha256.h"
#include "tiling/cohort/look_at_headers.h"

namespace {

namespace fs = std::filesystem;
using namespace snitt;

template <class T>
T need(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "cohort_copies: %s\n", result.error().message.c_str());
    std::exit(1);
  }
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

fs::path slideFile(const fs::path& out, std::size_t number) {
  return out / "slides" / (std::to_string(number) + ".svs");
}

void copySlide(const std::string& bytes, const fs::path& file, std::size_t number, std::uintmax_t size) {
  std::ofstream(file, std::ios::binary) << bytes;
  const std::string mark = std::to_string(number);
  if (size > bytes.size() + mark.size()) fs::resize_file(file, size - mark.size());
  std::ofstream(file, std::ios::binary | std::ios::app) << mark;
}

struct Seed {
  CohortSlideResult result;
  CohortParameters parameters;
  fs::path folder;             // of the slide
  std::optional<Score> score;  // none where it was not assessable before a score was written
};

Seed readSeed(const fs::path& run) {
  Seed seed;
  auto results = need(CohortJournal::read(run / ".cohort"));
  seed.result = results.at(0);
  seed.parameters = need(parseParameters(need(readFile(run / ".cohort/parameters.json"))));
  seed.folder = run / "slides" / std::to_string(seed.result.row);
  if (const auto text = readFile(seed.folder / "score.json")) seed.score = need(parseScore(*text));
  return seed;
}

void copyFolder(const Seed& seed, const fs::path& to, const CohortSlideResult& result) {
  if (!seed.score) return;
  fs::create_directories(to);
  Score score = *seed.score;
  score.slide.fingerprint = result.fingerprint;
  score.slide.sha256 = result.sha256;
  std::ofstream(to / "score.json") << formatScore(score);
  for (const auto& entry : fs::directory_iterator(seed.folder))
    if (entry.path().filename() != "score.json") fs::copy_file(entry.path(), to / entry.path().filename());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::fputs("usage: cohort_copies RUN SLIDE OUT COUNT BYTES\n", stderr);
    return 2;
  }
  const fs::path run = argv[1];
  const fs::path out = fs::absolute(argv[3]);
  const std::size_t count = std::strtoull(argv[4], nullptr, 10);
  const std::uintmax_t size = std::strtoull(argv[5], nullptr, 10);
  const Seed seed = readSeed(run);
  const std::string bytes = need(readFile(argv[2]));
  fs::create_directories(out / "slides");
  fs::create_directories(out / "run/.cohort");
  std::vector<HeaderWish> wishes;
  for (std::size_t i = 0; i < count; ++i) {
    copySlide(bytes, slideFile(out, i), i, size);
    wishes.push_back({slideFile(out, i), true});
  }
  const auto looks = lookAtHeaders(wishes, {}, 2, {});
  HeaderLooks known;
  std::vector<CohortSlideResult> results;
  std::ofstream list(out / "list.csv");
  list << "path,patient\n";
  for (std::size_t i = 0; i < count; ++i) {
    HeaderLook look = need(looks[i]);
    Sha256 hash;
    hash.add(look.fingerprint);
    look.sha256 = hash.hex();
    CohortSlideResult result = seed.result;
    result.row = i + 2;
    result.fingerprint = look.fingerprint;
    result.sha256 = look.sha256;
    const CohortSlide slide{result.row, look.path, {}, {}, look.fingerprint, look.sha256};
    result.inputKey = inputKey(seed.parameters, slide, look.fingerprint);
    result.decisionKey = decisionKey(seed.parameters, slide, look.fingerprint);
    copyFolder(seed, out / "run/slides" / std::to_string(result.row), result);
    known[look.path] = std::move(look);
    results.push_back(std::move(result));
    list << "slides/" << i << ".svs,P" << i / 2 << "\n";
  }
  fs::copy_file(run / ".cohort/parameters.json", out / "run/.cohort/parameters.json");
  need(writeLooks(out / "run/.cohort/looks.jsonl", known));
  need(CohortJournal::rewrite(out / "run/.cohort", results));
  return 0;
}
