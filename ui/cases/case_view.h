// One case: whose it is, its slides, what a person says of them, the patient's result, stage, flags, comment and
// history. While it is shown, others are told that somebody works on it. UI thread.
#pragma once

#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <optional>
#include <string>

#include "ui/cases/case_desk.h"
#include "ui/cases/slide_owner.h"
#include "ui/panels/thumbnail.h"

class QLabel;
class QListView;
class QPoint;
class QStackedWidget;

namespace snitt {

class CaseFlagsView;
class CaseHeader;
class CaseResults;
class CaseSlidesModel;
class CommentBox;
class EmptyPage;
class HistoryView;
class NoticeBar;
class SlidePictures;
class StagingForm;
class WaitingView;

class CaseView : public QWidget {
  Q_OBJECT

 public:
  // `desk` outlives the view. `opener` opens slides for their thumbnails; empty: openSlide.
  CaseView(CaseDesk& desk, SlideOpener opener, QWidget* parent = nullptr);
  ~CaseView() override;

  void showCase(CaseId id);
  // Nobody works on it here any more; what was being typed is kept.
  void leave();
  [[nodiscard]] std::optional<CaseId> shown() const { return m_id; }
  [[nodiscard]] QListView& slides() const { return *m_slides; }
  void focusSlides();
  // The case is shown, with the pictures of its slides.
  [[nodiscard]] bool complete() const;
  // Why it cannot be shown, as a sentence; empty while it may be.
  [[nodiscard]] const QString& fault() const { return m_fault; }

 Q_SIGNALS:
  // It is known what the case is called.
  void named(const QString& accession);
  void backAsked();
  void slideChosen(const std::filesystem::path& file, const snitt::SlideOwner& owner);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* buildSlides();
  QWidget* buildSide();
  void ask(bool again);
  void take(OpenedCase opened);
  void askPictures();
  void sayWork();
  void choose(Chosen chosen);
  void askWhetherHe(GlassId slide, const QString& name, const QString& stain);
  void sendChoice(GlassId slide, Chosen chosen);
  void openSlide();
  void openChecked(const std::filesystem::path& file, const SlideOwner& owner, const Scan& scan);
  void showMenu(const QPoint& at);
  void askAway(ScanId scan, const QString& name);
  void change(std::function<Result<void>(CaseBook&)> make);
  void saveComment(const std::string& comment, const std::string& from);
  [[nodiscard]] QString keysHint() const;

  CaseDesk& m_desk;
  std::string m_token;
  std::optional<CaseId> m_id;
  LabCase m_case;
  QString m_fault;
  SlidePictures* m_pictures;
  CaseSlidesModel* m_model;
  QStackedWidget* m_stack;
  EmptyPage* m_empty;
  CaseHeader* m_header;
  WaitingView* m_waiting;
  NoticeBar* m_notice;
  QLabel* m_workers;
  QListView* m_slides = nullptr;
  EmptyPage* m_noSlides = nullptr;
  QStackedWidget* m_slidesOrNone = nullptr;
  QLabel* m_keys = nullptr;
  CaseResults* m_results = nullptr;
  StagingForm* m_staging = nullptr;
  CaseFlagsView* m_flags = nullptr;
  CommentBox* m_comment = nullptr;
  HistoryView* m_history = nullptr;
  QTimer m_work;
  Background m_checks{Background::Order::newestFirst};
};

}  // namespace snitt
