// cases_bench FILE [CASES]: the worklist of a large laboratory. Makes a database of CASES cases (100,000) with five
// slides each, where there is none yet (in some minutes), and prints "name p50 p95" in milliseconds of what a person
// does with it, then the same list read by one plain statement without Snitt, as a measure of the machine.
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <vector>

#include "core/sha256.h"
#include "core/store/cases.h"
#include "core/store/people.h"

namespace {

using namespace snitt;
using Clock = std::chrono::steady_clock;

[[noreturn]] void stop(const Error& error) {
  std::fprintf(stderr, "%s\n", error.message.c_str());
  std::exit(1);
}

template <class T>
T need(Result<T> result) {
  if (!result) stop(result.error());
  return std::move(*result);
}

constexpr std::array kFamilies{"Hansen",  "Johansen", "Olsen",   "Larsen", "Andersen", "Pedersen", "Nilsen", "Åsen",
                               "Ødegård", "Walsh",    "O'Brien", "Murphy", "Kelly",    "Byrne",    "Ryan",   "Doyle"};
constexpr std::array kGiven{"Kari", "Anne", "Ola", "Per", "Cathal", "Eoin", "Aoife", "Zoë", "Ingrid", "Lars"};

LabEvent orderOf(int number, std::mt19937& random) {
  LabEvent event;
  event.site = number % 5 == 0 ? "OUS" : "STJ";
  event.source = "HL7 OML^O21";
  event.stated = "2026-01-05T08:00:00Z";
  // Every third patient comes twice.
  const int patient = number % 3 == 0 ? number : number / 3 * 3 + 1;
  event.patient = {
      {{std::to_string(1000000 + patient), "MRN", "MR"}},
      std::string(kFamilies[static_cast<std::size_t>(patient) % kFamilies.size()]) + std::to_string(patient % 997),
      kGiven[static_cast<std::size_t>(patient) % kGiven.size()],
      "19" + std::to_string(30 + patient % 60) + "-0" + std::to_string(1 + patient % 9) + "-1" +
          std::to_string(patient % 9),
      "F"};
  ToldCase one;
  one.accession = "H" + std::to_string(20 + number % 7) + "-" + std::to_string(10000 + number);
  one.orders = {"ORD" + std::to_string(number)};
  one.priority = random() % 20 == 0 ? Priority::urgent : Priority::routine;
  const auto two = [](unsigned long value) { return std::to_string(100 + value).substr(1); };
  one.received = "2026-" + two(1 + random() % 12) + "-" + two(1 + random() % 28) + "T" + two(random() % 24) + ":00:00Z";
  one.specimens = {{"A",
                    "Tissue specimen",
                    "sigmoid colon",
                    {{"1", true, {{"1", "HE", ""}, {"2", "HE", ""}}}, {"2", {}, {{"1", "HE", ""}}}}},
                   {"B", "Lymph nodes", "mesocolon", {{"1", {}, {{"1", "HE", ""}, {"2", "CDX2", ""}}}}}};
  event.cases = {one};
  event.digest = sha256Of(std::to_string(number));
  return event;
}

void fill(Store& store, int count) {
  Cases cases(store);
  std::mt19937 random(1);
  for (int i = 0; i < count; ++i) {
    const LabEvent event = orderOf(i, random);
    need(cases.apply(event));
    if (i % 1000 == 999) std::fprintf(stderr, "\r%d cases", i + 1);
    // Slides that lie on disk take most of the time to fill in: those of every tenth case have been found.
    if (i % 10 != 0) continue;
    const ToldCase& told = event.cases.front();
    for (const ToldSpecimen& specimen : told.specimens)
      for (const ToldBlock& block : specimen.blocks)
        for (const ToldSlide& slide : block.slides) {
          const SlideIdentity identity{told.accession, specimen.label, block.label, slide.number, slide.stain};
          const std::string name = told.accession + specimen.label + block.label + slide.number;
          need(cases.take({"/slides/" + name + ".svs", sha256Of(name), 1000, "1", "Aperio"},
                          {{IdentitySource::barcode, name, event.site, identity}}));
        }
  }
  std::fprintf(stderr, "\n");
}

void measure(const char* name, int rounds, const std::function<void(int)>& work) {
  std::vector<double> took;
  for (int i = 0; i < rounds; ++i) {
    const auto begin = Clock::now();
    work(i);
    took.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::ranges::sort(took);
  const auto at = [&](double share) {
    return took[static_cast<std::size_t>(share * static_cast<double>(took.size() - 1))];
  };
  std::printf("%-34s %8.2f %8.2f\n", name, at(0.5), at(0.95));
}

std::string accessionOf(int number) {
  return "H" + std::to_string(20 + number % 7) + "-" + std::to_string(10000 + number);
}

void measureAll(Store& store, int count) {
  Cases cases(store);
  std::mt19937 random(2);
  const auto anyCase = [&] { return static_cast<int>(random() % static_cast<unsigned>(count)); };
  std::vector<CaseId> ids = need(cases.list({}, {}));
  std::printf("%-34s %8s %8s\n", "ms", "p50", "p95");
  constexpr int kRounds = 40;
  const std::array columns{WorklistColumn::received,    WorklistColumn::accession,     WorklistColumn::specimens,
                           WorklistColumn::slidesFound, WorklistColumn::slidesMissing, WorklistColumn::ai,
                           WorklistColumn::priority,    WorklistColumn::flags};
  measure("list, each order", 3 * kRounds, [&](int i) {
    need(cases.list({}, {columns[static_cast<std::size_t>(i) % columns.size()], i % 2 != 0}));
  });
  measure("60 rows of the list", 3 * kRounds, [&](int) {
    const std::size_t from = random() % (ids.size() - 60);
    need(cases.rows(std::span(ids).subspan(from, 60)));
  });
  WorklistFilter filter;
  const auto search = [&](const char* name, const std::function<std::string()>& text) {
    measure(name, kRounds, [&](int) {
      filter.search = text();
      need(cases.list(filter, {}));
    });
  };
  search("search: an accession", [&] { return accessionOf(anyCase()); });
  search("search: its first letters", [&] { return accessionOf(anyCase()).substr(0, 5); });
  search("search: one letter", [&] { return std::string("h"); });
  search("search: a name",
         [&] { return std::string(kFamilies[random() % kFamilies.size()]) + std::to_string(random() % 997); });
  search("search: a given name", [&] { return std::string(kGiven[random() % kGiven.size()]); });
  search("search: a patient's number", [&] { return std::to_string(1000000 + anyCase()); });
  search("search: a birth date", [&] { return std::string("1958-05-12"); });
  search("search: a stain and a specimen", [&] { return std::string("cdx2 meso"); });
  filter = {};
  filter.priority = Priority::urgent;
  measure("urgent ones", kRounds, [&](int) { need(cases.list(filter, {})); });
  measure("open a case", 3 * kRounds, [&](int) { need(cases.open(ids[random() % ids.size()])); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  int count = 100000;
  if (argc > 2) std::from_chars(argv[2], argv[2] + std::string_view(argv[2]).size(), count);
  const std::filesystem::path file = argv[1];
  const std::filesystem::path making = file.string() + ".part";
  StoreOptions options;
  options.makeIfMissing = true;
  options.keyFolder = file.parent_path() / "keys";
  options.software = "cases_bench";
  if (!std::filesystem::exists(file)) {
    std::filesystem::remove(making);
    StoreOptions quick = options;
    quick.synchronous = "OFF";
    {
      Store store = need(Store::open(making, quick));
      People people(store);
      if (auto done = people.setRoles(store.actor().id, {Role::administrator, Role::pathologist}, std::nullopt); !done)
        stop(done.error());
    }
    Store store = need(Store::open(making, quick));
    fill(store, count);
    std::filesystem::rename(making, file);
  }
  Store store = need(Store::open(file, options));
  measureAll(store, count);
  std::printf("%-34s %8.1f MiB\n", "database", static_cast<double>(std::filesystem::file_size(file)) / (1 << 20));
  return 0;
}
