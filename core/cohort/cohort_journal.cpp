#include "core/cohort/cohort_journal.h"

#include <algorithm>
#include <fstream>

#include "core/atomic_file.h"
#include "core/os/os.h"

namespace snitt {
namespace {

constexpr std::string_view kPrefix = "results-";
constexpr std::string_view kEnding = ".jsonl";

Result<std::vector<std::filesystem::path>> journalsOf(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kPrefix) && name.ends_with(kEnding)) files.push_back(entry.path());
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return fail(ErrorKind::io, "could not look into " + folder.string() + ": " + error.message());
  std::ranges::sort(files);
  return files;
}

// Whole lines from `from` on; gives the place behind the last of them. Whoever was killed while it wrote left a line
// without an end: what it was about is done again.
Result<std::uintmax_t> readFrom(const std::filesystem::path& file, std::uintmax_t from,
                                std::vector<CohortSlideResult>& results) {
  std::ifstream in(file, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(from));
  if (!in) return fail(ErrorKind::io, "could not read " + file.string());
  std::string line;
  while (std::getline(in, line)) {
    if (in.eof()) break;
    from += line.size() + 1;
    if (line.empty()) continue;
    auto result = parseResult(line);
    // A torn line that another run went on behind.
    if (!result && result.error().kind == ErrorKind::corrupt && !line.ends_with('}')) continue;
    if (!result) return failIn(file.string() + ", byte " + std::to_string(from), result.error());
    results.push_back(std::move(*result));
  }
  return from;
}

}  // namespace

CohortJournal::CohortJournal(const std::filesystem::path& folder, const std::string& name)
    : m_file(folder / (std::string(kPrefix) + name + std::string(kEnding))) {}

Result<void> CohortJournal::add(const CohortSlideResult& result) const {
  return os::appendLineSynced(m_file, formatResult(result));
}

Result<void> CohortJournal::addAll(const std::vector<CohortSlideResult>& results) const {
  std::string lines;
  for (const CohortSlideResult& result : results) {
    if (!lines.empty()) lines += '\n';
    lines += formatResult(result);
  }
  return lines.empty() ? Result<void>() : os::appendLineSynced(m_file, lines);
}

Result<void> CohortJournal::rewrite(const std::filesystem::path& folder,
                                    const std::vector<CohortSlideResult>& results) {
  const auto old = journalsOf(folder);
  if (!old) return fail(old.error());
  std::string text;
  for (const CohortSlideResult& result : results) text += formatResult(result) + "\n";
  const std::filesystem::path file = folder / (std::string(kPrefix) + "main" + std::string(kEnding));
  if (auto written = writeFileAtomically(file, text); !written) return written;
  // Only then: what is told twice does no harm.
  std::error_code error;
  for (const auto& one : *old)
    if (one != file && !std::filesystem::remove(one, error) && error)
      return fail(ErrorKind::io, "could not remove " + one.string() + ": " + error.message());
  return {};
}

Result<std::vector<CohortSlideResult>> CohortJournal::read(const std::filesystem::path& folder) {
  const auto files = journalsOf(folder);
  if (!files) return fail(files.error());
  std::vector<CohortSlideResult> results;
  for (const auto& file : *files)
    if (const auto read = readFrom(file, 0, results); !read) return fail(read.error());
  return results;
}

Result<std::vector<CohortSlideResult>> CohortJournalTail::news() {
  const auto files = journalsOf(m_folder);
  if (!files) return fail(files.error());
  std::vector<CohortSlideResult> results;
  for (const auto& file : *files) {
    std::error_code ignored;
    std::uintmax_t& read = m_read[file];
    if (std::filesystem::file_size(file, ignored) <= read) continue;
    const auto end = readFrom(file, read, results);
    if (!end) return fail(end.error());
    read = *end;
  }
  return results;
}

std::map<std::string, CohortSlideResult> finalResults(std::vector<CohortSlideResult> results) {
  std::map<std::string, CohortSlideResult> byKey;
  for (CohortSlideResult& result : results)
    if (isFinal(result.status) && !result.decisionKey.empty()) byKey[result.decisionKey] = std::move(result);
  return byKey;
}

}  // namespace snitt
