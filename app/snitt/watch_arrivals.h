// What arrives in watched folders, once it is complete: its size and time have not changed for a while. By looking
// again and again, since network shares tell nobody of changes.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace snitt::app {

// messages: the files of the folders themselves. slides: files with a slide's extension, in folders below too; a slide
// of several files, or a folder of DICOM files, is one thing that settles as a whole. Hidden files, and names that
// programs give to what they still write (.tmp, .part …), are passed over.
enum class ArrivalKind { messages, slides };

// The files that a slide is made of, as the folder tells.
[[nodiscard]] std::vector<std::filesystem::path> filesOfArrival(const std::filesystem::path& path, ArrivalKind kind);
// When the newest of them was written, and how many bytes they are, as a text that changes when they do; empty where
// one cannot be looked at.
[[nodiscard]] std::string stampOfFiles(const std::vector<std::filesystem::path>& files,
                                       std::filesystem::file_time_type& newest);

class Arrivals {
 public:
  using Clock = std::chrono::steady_clock;

  Arrivals(std::vector<std::filesystem::path> folders, ArrivalKind kind, std::chrono::seconds settled)
      : m_folders(std::move(folders)), m_kind(kind), m_settled(settled) {}

  struct Look {
    std::vector<std::filesystem::path> settled;  // the longest unchanged first; each once, until it changes
    std::size_t waiting = 0;                     // still too young
    std::vector<std::filesystem::path> away;     // folders that cannot be read now
  };
  // With `trustTimes` a file that was last written long enough ago is complete at first sight.
  [[nodiscard]] Look look(Clock::time_point now, bool trustTimes);

  // Whether `moved` is what was given as `path`, unchanged since.
  [[nodiscard]] bool isAsGiven(const std::filesystem::path& path, const std::filesystem::path& moved) const;

  // Something went wrong with it: it is given again, first after `least`, then after twice as long each time, at most
  // after a day; at once when it has changed.
  void tryAgain(const std::filesystem::path& path, Clock::time_point now, std::chrono::seconds least);

 private:
  struct State {
    std::string stamp;
    std::filesystem::file_time_type written{};
    Clock::time_point since{};
    Clock::time_point notBefore{};
    int failures = 0;
    bool given = false;
  };
  [[nodiscard]] std::vector<std::filesystem::path> listed(std::vector<std::filesystem::path>& away) const;
  [[nodiscard]] bool isSettled(const State& state, Clock::time_point now, bool trustTimes) const;

  std::vector<std::filesystem::path> m_folders;
  ArrivalKind m_kind;
  std::chrono::seconds m_settled;
  std::map<std::filesystem::path, State> m_states;
};

}  // namespace snitt::app
