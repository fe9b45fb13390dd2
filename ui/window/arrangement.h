// Which windows stand where and with which slides: kept when a person asks for it, and put up again at the next start.
// Plain values; one JSON text ("format": "snitt-arrangement/1") in a file of the data folder, sealed for the account
// since files may be called after patients (core/store/account_seal.h).
#pragma once

#include <QByteArray>
#include <QRect>

#include <filesystem>
#include <vector>

#include "core/result.h"

namespace snitt {

enum class WindowShape { normal, maximised, fullScreen };

struct WindowArrangement {
  QRect geometry;  // of the window where it is neither maximised nor full screen; the desktop's logical pixels
  WindowShape shape = WindowShape::normal;
  QByteArray state;                           // docks and tool bars, as QMainWindow gives it
  int panes = 1;                              // 1, 2 or 4
  std::vector<std::filesystem::path> slides;  // one a pane, absolute; an empty path: an empty pane
  bool operator==(const WindowArrangement&) const = default;
};

using Arrangement = std::vector<WindowArrangement>;

[[nodiscard]] QByteArray formatArrangement(const Arrangement& windows);
// A window has as many slides as panes afterwards. Errors: corrupt, unsupported (a newer version).
[[nodiscard]] Result<Arrangement> parseArrangement(const QByteArray& json);

class ArrangementStore {
 public:
  explicit ArrangementStore(std::filesystem::path file = defaultFile()) : m_file(std::move(file)) {}
  [[nodiscard]] static std::filesystem::path defaultFile();
  // No windows where nothing is kept. Errors: those of parseArrangement, io.
  [[nodiscard]] Result<Arrangement> load() const;
  // Atomic and synced. Replaces a damaged file, which holds nothing that could be used, but not a newer one. Errors:
  // io, unsupported.
  [[nodiscard]] Result<void> save(const Arrangement& windows) const;

 private:
  std::filesystem::path m_file;
};

// Where a window goes on the screens there are (their available rectangles, the main one first): as it is where it can
// be seen whole, also across two screens; else moved, and shrunk where it must be, onto the screen it is most on or
// nearest to.
[[nodiscard]] QRect onPresentScreen(const QRect& window, const std::vector<QRect>& screens);

}  // namespace snitt
