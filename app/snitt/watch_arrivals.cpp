#include "app/snitt/watch_arrivals.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "tiling/readers/slide_files.h"

namespace snitt::app {

namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 8;
constexpr std::chrono::hours kLongestPause{24};
constexpr std::array<std::string_view, 11> kSlides{".svs", ".tif", ".tiff", ".btf",     ".ndpi", ".mrxs",
                                                   ".scn", ".vms", ".vmu",  ".svslide", ".bif"};
constexpr std::array<std::string_view, 5> kUnfinished{".tmp", ".part", ".partial", ".filepart", ".crdownload"};

template <std::size_t n>
bool hasOneOf(const std::array<std::string_view, n>& extensions, const fs::path& path) {
  return std::ranges::find(extensions, lowerExtension(path)) != extensions.end();
}

bool isPassedOver(const fs::path& path) {
  return path.filename().native().starts_with('.') || hasOneOf(kUnfinished, path);
}

struct Entries {
  std::vector<fs::path> files;
  std::vector<fs::path> folders;
  bool readable = false;
};

Entries entriesOf(const fs::path& folder) {
  Entries entries;
  std::error_code error;
  fs::directory_iterator entry(folder, error);
  for (const fs::directory_iterator end; !error && entry != end; entry.increment(error)) {
    if (isPassedOver(entry->path())) continue;
    std::error_code unknown;
    // Folders behind links are not entered: they may lead around in a circle.
    if (entry->is_regular_file(unknown)) entries.files.push_back(entry->path());
    if (entry->is_directory(unknown) && !entry->is_symlink(unknown)) entries.folders.push_back(entry->path());
  }
  entries.readable = !error;
  return entries;
}

// Whether the folder could be read; what lies below it is found as far as it can be.
bool findSlides(const fs::path& folder, int depth, std::vector<fs::path>& found) {
  const Entries entries = entriesOf(folder);
  const bool isDicom =
      std::ranges::any_of(entries.files, [](const fs::path& file) { return lowerExtension(file) == ".dcm"; });
  if (isDicom) found.push_back(folder);
  std::set<fs::path> companions;
  for (const fs::path& file : entries.files) {
    if (!hasOneOf(kSlides, file)) continue;
    found.push_back(file);
    if (lowerExtension(file) == ".mrxs") companions.insert(fs::path(file).replace_extension());
  }
  if (depth < kDeepest)
    for (const fs::path& below : entries.folders)
      if (!companions.contains(below)) findSlides(below, depth + 1, found);
  return entries.readable;
}

}  // namespace

std::vector<fs::path> filesOfArrival(const fs::path& path, ArrivalKind kind) {
  std::error_code error;
  if (fs::is_directory(path, error)) return entriesOf(path).files;
  return kind == ArrivalKind::slides ? filesOfSlide(path) : std::vector<fs::path>{path};
}

std::string stampOfFiles(const std::vector<fs::path>& files, fs::file_time_type& newest) {
  std::uintmax_t bytes = 0;
  newest = fs::file_time_type::min();
  for (const fs::path& file : files) {
    std::error_code error;
    bytes += fs::file_size(file, error);
    if (error) return {};
    newest = std::max(newest, fs::last_write_time(file, error));
    if (error) return {};
  }
  return std::to_string(files.size()) + " " + std::to_string(bytes) + " " +
         std::to_string(newest.time_since_epoch().count());
}

std::vector<fs::path> Arrivals::listed(std::vector<fs::path>& away) const {
  std::vector<fs::path> found;
  for (const fs::path& folder : m_folders) {
    bool readable = false;
    if (m_kind == ArrivalKind::slides) {
      readable = findSlides(folder, 0, found);
    } else {
      Entries entries = entriesOf(folder);
      readable = entries.readable;
      std::ranges::move(entries.files, std::back_inserter(found));
    }
    if (!readable) away.push_back(folder);
  }
  return found;
}

bool Arrivals::isSettled(const State& state, Clock::time_point now, bool trustTimes) const {
  if (now - state.since >= m_settled) return true;
  return trustTimes && fs::file_time_type::clock::now() - state.written >= m_settled;
}

Arrivals::Look Arrivals::look(Clock::time_point now, bool trustTimes) {
  Look result;
  std::set<fs::path> there;
  for (const fs::path& path : listed(result.away)) {
    fs::file_time_type written;
    std::string stamp = stampOfFiles(filesOfArrival(path, m_kind), written);
    if (stamp.empty() || !there.insert(path).second) continue;
    State& state = m_states[path];
    if (state.stamp != stamp) state = {std::move(stamp), written, now, {}, 0, false};
    if (state.given) continue;
    if (!isSettled(state, now, trustTimes)) {
      ++result.waiting;
    } else if (now >= state.notBefore) {
      state.given = true;
      result.settled.push_back(path);
    }
  }
  // A share that is away for a while has lost nothing.
  if (result.away.empty()) std::erase_if(m_states, [&](const auto& one) { return !there.contains(one.first); });
  std::ranges::sort(result.settled, {}, [&](const fs::path& path) { return std::pair(m_states[path].written, path); });
  return result;
}

bool Arrivals::isAsGiven(const fs::path& path, const fs::path& moved) const {
  const auto found = m_states.find(path);
  fs::file_time_type written;
  return found != m_states.end() && found->second.stamp == stampOfFiles({moved}, written);
}

void Arrivals::tryAgain(const fs::path& path, Clock::time_point now, std::chrono::seconds least) {
  const auto found = m_states.find(path);
  if (found == m_states.end()) return;
  State& state = found->second;
  const auto pause = std::min<std::chrono::seconds>(least * (1LL << std::min(state.failures, 20)), kLongestPause);
  ++state.failures;
  state.notBefore = now + pause;
  state.given = false;
}

}  // namespace snitt::app
