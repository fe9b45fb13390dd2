#include "app/snitt/worklist_import.h"

#include <algorithm>
#include <array>
#include <utility>

namespace snitt::app {

namespace {

void count(ImportCounts& counts, EventOutcome outcome) {
  switch (outcome) {
    case EventOutcome::applied:
      ++counts.applied;
      break;
    case EventOutcome::unchanged:
      ++counts.unchanged;
      break;
    case EventOutcome::older:
      ++counts.older;
      break;
    case EventOutcome::held:
      ++counts.held;
      break;
  }
}

}  // namespace

void ImportCounts::add(const ImportCounts& other) {
  applied += other.applied;
  unchanged += other.unchanged;
  older += other.older;
  held += other.held;
  faulty += other.faulty;
}

std::string ImportCounts::inWords() const {
  const std::array<std::pair<int, const char*>, 5> parts{{{applied, "applied"},
                                                          {unchanged, "unchanged"},
                                                          {older, "older than what is stored"},
                                                          {held, "held for a person"},
                                                          {faulty, "not readable"}}};
  std::string words;
  for (const auto& [number, what] : parts) {
    if (number == 0) continue;
    if (!words.empty()) words += ", ";
    words.append(std::to_string(number)).append(" ").append(what);
  }
  return words.empty() ? "nothing in it" : words;
}

Result<ImportedFile> importFile(Cases& cases, const LabFile& file) {
  ImportedFile result;
  const auto faulty = [&](std::size_t part, const std::string& reason) {
    ++result.counts.faulty;
    result.faulty.push_back({part + 1, file.parts[part].bytes, reason});
  };
  std::vector<LabEvent> events;
  std::vector<std::size_t> partOf;
  for (std::size_t i = 0; i < file.parts.size(); ++i) {
    const LabPart& part = file.parts[i];
    if (!part.events) {
      faulty(i, part.events.error().message);
      continue;
    }
    events.insert(events.end(), part.events->begin(), part.events->end());
    partOf.resize(events.size(), i);
  }
  const auto applied = cases.apply(events);
  if (!applied) return fail(applied.error());
  for (std::size_t i = 0; i < applied->size(); ++i) {
    if (const auto& one = (*applied)[i])
      count(result.counts, one->outcome);
    else
      faulty(partOf[i], one.error().message);
  }
  std::ranges::stable_sort(result.faulty, {}, &FaultyPart::number);
  if (auto done = cases.rememberListed(file.slides); !done) return fail(done.error());
  return result;
}

}  // namespace snitt::app
