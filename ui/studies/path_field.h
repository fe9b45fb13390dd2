// A line for a file or folder, with a button that looks for it. UI thread.
#pragma once

#include <QWidget>

#include <filesystem>

class QLineEdit;
class QPushButton;

namespace snitt {

class PathField : public QWidget {
  Q_OBJECT

 public:
  enum class Kind { file, newFile, folder };

  // `name`: of the line, for tests and style sheets; `what`: what belongs there, for everybody.
  PathField(Kind kind, const char* name, const QString& what, QWidget* parent = nullptr);
  void setFilter(const QString& filter) { m_filter = filter; }  // of files: "Protocols (*.toml)"
  // Where looking begins while nothing stands there.
  void setStart(const std::filesystem::path& folder) { m_start = folder; }

  [[nodiscard]] std::filesystem::path path() const;  // as typed, without "." and ".." in its middle
  void setPath(const std::filesystem::path& path);
  [[nodiscard]] QLineEdit& line() const { return *m_line; }

 Q_SIGNALS:
  void changed();

 private:
  void choose();

  Kind m_kind;
  QString m_what;
  QString m_filter;
  std::filesystem::path m_start;
  QLineEdit* m_line;
  QPushButton* m_choose;
};

}  // namespace snitt
