// Slides that cannot be given to a case without a person: the label, what each source said, and a search for the case.
// UI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

#include "ui/cases/case_desk.h"
#include "ui/panels/thumbnail.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace snitt {

class EmptyPage;
class LabelPicture;
class NoticeBar;
class SaidTable;

class UnmatchedQueue : public QWidget {
  Q_OBJECT

 public:
  static constexpr int kMostLetters = 60;  // of what is typed of a slide

  // `desk` outlives the queue. `opener` empty: openSlide.
  UnmatchedQueue(CaseDesk& desk, SlideOpener opener, QWidget* parent = nullptr);

  [[nodiscard]] int count() const { return static_cast<int>(m_waiting.size()); }
  void focusList();

 Q_SIGNALS:
  void countChanged();
  void backAsked();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QWidget* buildMiddle();
  QWidget* buildRight();
  void takeState();
  void ask();
  void take(std::vector<UnmatchedSlide> slides);
  void showCurrent();
  void searchCases();
  void showCases(const std::vector<WorklistRow>& rows);
  void link();
  void askReason();
  void askNew();
  void linkTo(const CaseName& name);
  void enable();
  [[nodiscard]] const UnmatchedSlide* current() const;
  [[nodiscard]] SlideIdentity typed() const;

  CaseDesk& m_desk;
  std::vector<UnmatchedSlide> m_waiting;
  std::int64_t m_shownId = 0;
  bool m_linking = false;
  QStackedWidget* m_stack;
  EmptyPage* m_empty;
  NoticeBar* m_notice;
  QListWidget* m_list;
  LabelPicture* m_label = nullptr;
  QLabel* m_reason = nullptr;
  QLabel* m_file = nullptr;
  SaidTable* m_said = nullptr;
  QLineEdit* m_search = nullptr;
  QListWidget* m_cases = nullptr;
  QLabel* m_none = nullptr;
  std::array<QLineEdit*, 4> m_fields{};  // specimen, block, slide, stain
  QPushButton* m_link = nullptr;
  QPushButton* m_new = nullptr;
  QPushButton* m_dismiss = nullptr;
  std::vector<WorklistRow> m_found;
  QTimer m_soon;
};

}  // namespace snitt
