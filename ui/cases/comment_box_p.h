// The comment on a case: read as it may be shown, edited on demand as it is. UI thread.
#pragma once

#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace snitt {

class CommentBox : public QWidget {
  Q_OBJECT

 public:
  explicit CommentBox(QWidget* parent = nullptr);
  // What somebody is writing stays.
  // `note`: what the laboratory wrote, which nobody changes here.
  void show(const std::string& comment, const std::string& note, bool masked, bool mayEdit);
  [[nodiscard]] bool isEditing() const;
  void stopEditing();
  // `mine` was not saved, since `theirs` came in between: both are shown, and the person decides.
  void askBetween(const std::string& mine, const std::string& theirs);

 Q_SIGNALS:
  void entered(const std::string& comment, const std::string& from);  // in the place of what it was written over

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void edit(bool on);

  QLabel* m_note;
  QLabel* m_text;
  QPlainTextEdit* m_edit;
  QLabel* m_theirs;  // what came in between; shown while the person decides
  QPushButton* m_both;
  QPushButton* m_change;
  QPushButton* m_save;
  QPushButton* m_cancel;
  std::string m_comment;
  std::string m_from;  // what the editing began with, or was shown since
  std::string m_between;
};

}  // namespace snitt
