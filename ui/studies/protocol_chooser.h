// Chooses a protocol and says of it what a person needs to know before it is locked or run: the study, its criteria,
// its lock. Read off the UI thread. UI thread.
#pragma once

#include <QWidget>

#include "ui/document/slide_names.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/protocol_look.h"

class QLabel;

namespace snitt {

class PathField;

class ProtocolChooser : public QWidget {
  Q_OBJECT

 public:
  // `names` outlives it.
  explicit ProtocolChooser(const SlideNames& names, QWidget* parent = nullptr);

  void setPath(const std::filesystem::path& file);
  void setStart(const std::filesystem::path& folder);
  [[nodiscard]] std::filesystem::path path() const;
  // Null until it was read.
  [[nodiscard]] const ProtocolLook* look() const { return m_read ? &m_look : nullptr; }
  // Why it cannot be used, one sentence; empty where it can.
  [[nodiscard]] QString obstacle() const;

 Q_SIGNALS:
  void changed();  // another one is chosen, or it was read

 private:
  void read();
  void show();

  const SlideNames& m_names;
  PathField* m_field;
  QLabel* m_says;
  ProtocolLook m_look;
  bool m_read = false;
  LatestWork m_work;
};

}  // namespace snitt
