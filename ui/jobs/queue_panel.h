// The queue of scoring as a panel: the list in the order in which it is worked off, and what can be done with the job
// under the keyboard. UI thread.
#pragma once

#include <QWidget>

#include <string>

#include "ui/document/slide_names.h"
#include "ui/jobs/score_queue.h"

class QAction;
class QLabel;
class QListView;
class QPushButton;
class QToolButton;

namespace snitt {

class QueueModel;

class QueuePanel : public QWidget {
  Q_OBJECT

 public:
  // `queue` and `names` outlive the panel.
  explicit QueuePanel(ScoreQueue& queue, const SlideNames& names = unmaskedNames(), QWidget* parent = nullptr);

  [[nodiscard]] QListView& view() const { return *m_view; }
  // The job that the buttons are about; null where there is none.
  [[nodiscard]] const ScoreJob* current() const;
  void select(const std::string& id);
  // There is a sentence about the queue as a whole.
  [[nodiscard]] bool wantsAttention() const;

 Q_SIGNALS:
  void openResultRequested(const snitt::ScoreJob& job);
  void scoreRequested();   // from the empty panel
  void attentionWanted();  // there is a sentence about the queue as a whole that stood not there before

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void buildBanner();
  void buildButtons();
  QToolButton* makeButton(const char* iconName, const QString& text, const QKeySequence& key, const char* name);
  void onCurrent(void (ScoreQueue::*call)(const std::string&));
  void pauseOrResume();
  void moveBy(int rows);
  void openResult();
  void showState();
  void showBanner();
  void showMenu(QPoint at);

  ScoreQueue& m_queue;
  QueueModel* m_model;
  QWidget* m_banner;
  QLabel* m_sign;
  QLabel* m_sentence;
  QPushButton* m_goOn;
  QPushButton* m_leave;
  QToolButton* m_dismiss;
  QListView* m_view;
  QWidget* m_empty;
  QLabel* m_emptyText;
  QPushButton* m_score;
  QWidget* m_buttons;
  QToolButton* m_pause = nullptr;
  QToolButton* m_cancel = nullptr;
  QToolButton* m_retry = nullptr;
  QToolButton* m_open = nullptr;
  QToolButton* m_earlier = nullptr;
  QToolButton* m_later = nullptr;
  QToolButton* m_remove = nullptr;
  QToolButton* m_clear = nullptr;
  std::string m_currentId;
};

}  // namespace snitt
