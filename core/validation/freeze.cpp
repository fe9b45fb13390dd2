#include "core/validation/freeze.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/atomic_file.h"
#include "core/bundle/bundle.h"
#include "core/csv.h"
#include "core/sha256.h"
#include "core/text/nearest.h"

namespace snitt::validation {
namespace {

struct ReadTable {
  FrozenFile frozen;
  std::string text;
  CsvRow header;
};

Result<ReadTable> readTable(const std::filesystem::path& protocol, const std::filesystem::path& named) {
  const std::filesystem::path file = studyFile(protocol, named);
  auto text = readFile(file);
  if (!text) return fail(text.error());
  auto table = parseCsv(*text);
  if (!table) return failIn(file.string(), table.error());
  if (auto separated = checkSeparator(table->header); !separated) return failIn(file.string(), separated.error());
  ReadTable read;
  read.frozen = {named.string(), sha256Of(*text), table->rows.size()};
  read.text = std::move(*text);
  read.header = std::move(table->header);
  return read;
}

// The columns that a protocol names, each with what it is for.
class NamedColumns {
 public:
  NamedColumns(const CsvRow& list, const CsvRow& outcomes) : m_list(list), m_outcomes(outcomes) {}

  void inList(const std::string& key, const std::string& column) { check(key, column, m_list, "the slide list"); }
  void inOutcomes(const std::string& key, const std::string& column) {
    if (!column.empty()) check(key, column, m_outcomes, "the outcomes file");
  }
  [[nodiscard]] Result<void> verdict() const {
    return m_missing.empty() ? Result<void>() : fail(ErrorKind::usage, m_missing);
  }

 private:
  void check(const std::string& key, const std::string& column, const CsvRow& header, std::string_view where) {
    if (!m_missing.empty() || std::ranges::find(header, column) != header.end()) return;
    m_missing = fmt::format("{} names the column \"{}\", which is not in {}{}", key, column, where,
                            nearestHint(column, header));
  }

  const CsvRow& m_list;
  const CsvRow& m_outcomes;
  std::string m_missing;
};

Result<void> checkColumns(const Protocol& protocol, const CsvRow& list, const CsvRow& outcomes) {
  NamedColumns named(list, outcomes);
  named.inList("the study", "path");
  named.inList("the study", "patient");
  for (const CohortRule& rule : protocol.cohort.include) named.inList("cohort.include", rule.column);
  for (const CohortRule& rule : protocol.cohort.exclude) named.inList("cohort.exclude", rule.column);
  named.inOutcomes("outcomes.patient", protocol.outcomes.patient);
  named.inOutcomes("outcomes.time", protocol.outcomes.time);
  named.inOutcomes("outcomes.event", protocol.outcomes.event);
  named.inOutcomes("outcomes.cause", protocol.outcomes.cause);
  for (const std::string& column : protocol.adjust) named.inList("analysis.adjust", column);
  for (const SubgroupPart& one : protocol.subgroups) named.inList("subgroup", one.column);
  return named.verdict();
}

}  // namespace

std::filesystem::path studyFile(const std::filesystem::path& protocol, const std::filesystem::path& named) {
  return (protocol.parent_path() / named).lexically_normal();
}

Result<StudyFiles> freeze(const std::filesystem::path& file, std::string text, const FrozenProgram& program,
                          const PathOfBundle& path) {
  auto protocol = parseProtocol(text);
  if (!protocol) return failIn(file.string(), protocol.error());
  auto bundle = loadBundle(studyFile(file, protocol->bundle));
  if (!bundle) return fail(bundle.error());
  auto list = readTable(file, protocol->cohort.list);
  if (!list) return fail(list.error());
  auto outcomes = readTable(file, protocol->outcomes.file);
  if (!outcomes) return fail(outcomes.error());
  if (auto all = checkColumns(*protocol, list->header, outcomes->header); !all)
    return failIn(file.string(), all.error());
  StudyFiles files;
  const Manifest& manifest = bundle->manifest;
  files.frozen.bundle = {manifest.id, manifest.version, bundle->sha256, std::string(toText(manifest.status))};
  files.frozen.list = list->frozen;
  files.frozen.outcomes = outcomes->frozen;
  for (const RepeatPart& one : protocol->repeats) {
    auto repeat = readTable(file, one.list);
    if (!repeat) return fail(repeat.error());
    files.frozen.repeats.push_back({one.name, repeat->frozen});
  }
  files.frozen.program = program;
  auto scoredOn = path(manifest);
  if (!scoredOn) return fail(scoredOn.error());
  files.frozen.path = std::move(*scoredOn);
  files.frozen.protocol = std::move(text);
  files.file = file;
  files.protocol = std::move(*protocol);
  files.manifest = std::move(bundle->manifest);
  files.listCsv = std::move(list->text);
  files.outcomesCsv = std::move(outcomes->text);
  return files;
}

}  // namespace snitt::validation
