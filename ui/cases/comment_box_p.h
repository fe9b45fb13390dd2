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

 Q_SIGNALS:
  void entered(const std::string& comment);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void edit(bool on);

  QLabel* m_note;
  QLabel* m_text;
  QPlainTextEdit* m_edit;
  QPushButton* m_change;
  QPushButton* m_save;
  QPushButton* m_cancel;
  std::string m_comment;
};

}  // namespace snitt
