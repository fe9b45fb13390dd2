#include "app/snitt/worklist_import.h"

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

// The event itself cannot be: another try would end the same.
bool isOfTheEvent(const Error& error) {
  return error.kind == ErrorKind::corrupt || error.kind == ErrorKind::usage || error.kind == ErrorKind::unsupported ||
         error.kind == ErrorKind::notFound;
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
  const auto faulty = [&](std::size_t number, const LabPart& part, const std::string& reason) {
    ++result.counts.faulty;
    result.faulty.push_back({number, part.bytes, reason});
  };
  for (std::size_t i = 0; i < file.parts.size(); ++i) {
    const LabPart& part = file.parts[i];
    if (!part.events) {
      faulty(i + 1, part, part.events.error().message);
      continue;
    }
    for (const LabEvent& event : *part.events) {
      const auto done = cases.apply(event);
      if (done) {
        count(result.counts, done->outcome);
      } else if (isOfTheEvent(done.error())) {
        faulty(i + 1, part, done.error().message);
      } else {
        return fail(done.error());
      }
    }
  }
  if (auto done = cases.rememberListed(file.slides); !done) return fail(done.error());
  return result;
}

}  // namespace snitt::app
