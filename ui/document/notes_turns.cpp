#include "ui/document/notes_turns.h"

#include <map>

namespace snitt {

std::shared_future<void> takeTurn(const std::filesystem::path& slide, const std::shared_ptr<std::promise<void>>& turn) {
  static std::map<std::filesystem::path, std::shared_future<void>> last;
  std::shared_future<void>& entry = last[slide];
  std::shared_future<void> before = std::move(entry);
  entry = turn->get_future().share();
  return before;
}

}  // namespace snitt
