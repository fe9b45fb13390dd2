// Where a watcher keeps the messages that it has taken until they are put away: a hidden folder in the one that they
// arrive in, so that taking is one rename, and whoever writes a file of that name again writes another file. Each lies
// in a folder of its own. Every step can be the last one: what lies in the tray when a watcher starts is done again, to
// the same end, and nothing is there twice. One thread.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/result.h"

namespace snitt::app {

struct TakenFile {
  std::filesystem::path file;  // in the tray, under the name it came with
  std::string id;              // of its folder there
  bool found = false;          // it lay there when the watcher started, or was tried before
};

class MessageTray {
 public:
  // `of`: the laboratory, each has its own tray. `afterStep` is called after each change on disk: for tests.
  MessageTray(const std::filesystem::path& messages, std::string_view of, std::function<void()> afterStep = {});

  // Errors: io.
  [[nodiscard]] Result<TakenFile> take(const std::filesystem::path& file);
  // What an earlier watcher left, the longest unchanged first.
  [[nodiscard]] std::vector<TakenFile> left() const;

  // Into `folder` under its name, or a name like it where that one is taken; removed where `folder` is empty. Into
  // another file system it is copied, synced and compared before the one in the tray goes. Errors: io; it stays then.
  [[nodiscard]] Result<void> putAway(const TakenFile& taken, const std::filesystem::path& folder);
  // The same, with NAME.reason.txt beside it, which is there first.
  [[nodiscard]] Result<void> quarantine(const TakenFile& taken, const std::filesystem::path& folder,
                                        const std::string& reason);
  // One message of the file, as a file of its own; once, however often it is asked for.
  [[nodiscard]] Result<void> quarantinePart(const TakenFile& taken, const std::filesystem::path& folder,
                                            std::size_t number, const std::string& bytes, const std::string& reason);

 private:
  [[nodiscard]] Result<std::filesystem::path> placeWithReason(const TakenFile& taken,
                                                              const std::filesystem::path& folder,
                                                              const std::string& name, const std::string& reference,
                                                              const std::string& reason) const;
  [[nodiscard]] Result<bool> moveTo(const TakenFile& taken, const std::filesystem::path& place) const;
  [[nodiscard]] Result<bool> copyTo(const TakenFile& taken, const std::filesystem::path& place) const;
  [[nodiscard]] Result<void> forget(const TakenFile& taken) const;
  void step() const {
    if (m_afterStep) m_afterStep();
  }

  std::filesystem::path m_tray;
  std::function<void()> m_afterStep;
};

}  // namespace snitt::app
