// Writes a protocol: fields on the left, and beside them the file as they make it. The file is the truth: once it is
// saved, it can be edited elsewhere, and is checked as it stands on disk. UI thread only.
#pragma once

#include <QDialog>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/document/background.h"
#include "ui/document/slide_names.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/protocol_look.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace snitt {

class PathField;
class ProtocolForm;

struct ProtocolDialogParts {
  std::filesystem::path start;                 // where files are looked for
  std::vector<std::filesystem::path> bundles;  // the first is offered
  std::string person;                          // who answers for the study, at first
  const SlideNames* names = &unmaskedNames();  // outlive the dialog
  std::function<void(const std::filesystem::path&)> openFile;
};

class ProtocolDialog : public QDialog {
  Q_OBJECT

 public:
  explicit ProtocolDialog(ProtocolDialogParts parts, QWidget* parent = nullptr);

  [[nodiscard]] ProtocolForm& form() const { return *m_form; }
  [[nodiscard]] QString status() const;
  void setFile(const std::filesystem::path& file);
  // Writes the file; one that somebody else wrote or edited is replaced only where a person says so.
  void save();
  // Reads it as it stands on disk.
  void check();
  // Puts what the file says into the fields, once it is known to hold a whole protocol.
  void fillIn();
  void reject() override;

 Q_SIGNALS:
  void saved(const std::filesystem::path& file);
  void lockAsked(const std::filesystem::path& file);

 private:
  void build();
  void follow();
  void write(const std::filesystem::path& file, const std::string& text);
  void lookForFile();
  void takeCheck(const ProtocolLook& look);
  void tell(const QString& words, bool isFault);
  void enableButtons();
  [[nodiscard]] std::filesystem::path file() const;

  ProtocolDialogParts m_parts;
  PathField* m_file;
  ProtocolForm* m_form;
  QPlainTextEdit* m_toml;
  QLabel* m_caption;
  QLabel* m_says;
  QPushButton* m_save;
  QPushButton* m_editor;
  QPushButton* m_check;
  QPushButton* m_fill;
  QPushButton* m_lock;
  std::string m_text;                          // as the fields make it
  std::string m_written;                       // as this dialog wrote it last
  std::optional<validation::Protocol> m_disk;  // as the file says it, where it was looked at
  bool m_isWhole = false;                      // what the fields say
  bool m_isThere = false;                      // the file is known to be there
  bool m_isOnDisk = false;                     // a whole protocol stands in it
  LatestWork m_looks;
  Background m_work;  // writes
};

}  // namespace snitt
