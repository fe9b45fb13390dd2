// Asks what is to be scored and with which bundle, and checks beforehand what the bundle's scope asks for: what is met,
// violated and unknown for each slide. What is not known can be typed; a slide outside the scope needs a reason. Slides
// and bundles are read off the UI thread, and a start need not wait for slides that are not looked at yet: the engine
// refuses what lies outside. UI thread only.
#pragma once

#include <QDialog>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "ui/document/background.h"
#include "ui/document/slide_names.h"
#include "ui/jobs/score_job.h"
#include "ui/jobs/slide_facts.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace snitt {

class BundleChooser;
class ScopeForm;

struct SlideToAskFor {
  std::filesystem::path slide;    // absolute
  std::optional<TypedMpp> scale;  // typed before
};

struct ScoreDialogOptions {
  std::vector<SlideToAskFor> slides;
  std::filesystem::path outline;               // GeoJSON of one slide; empty: the bundle finds the tumour
  std::string title;                           // of the outline
  std::vector<std::filesystem::path> bundles;  // offered; the first is chosen
  std::filesystem::path out;
  std::string person;                          // the account
  std::filesystem::path cardsFile;             // of cards that were accepted; empty: nobody is asked
  SlideOpener opener;                          // empty: openSlide
  const SlideNames* names = &unmaskedNames();  // what slides are called; outlive the dialog
};

class ScoreDialog : public QDialog {
  Q_OBJECT

 public:
  explicit ScoreDialog(ScoreDialogOptions options, QWidget* parent = nullptr);
  ~ScoreDialog() override;

  // What was asked for, once the dialog was accepted.
  [[nodiscard]] const std::vector<ScoreJob>& jobs() const { return m_jobs; }
  // Nothing is being read.
  [[nodiscard]] bool idle() const { return m_work.idle(); }

  void accept() override;

 private:
  struct Slide {
    SlideToAskFor asked;
    std::optional<ScopeLook> look;  // none until it was looked at
    QTreeWidgetItem* item = nullptr;
  };

  void build();
  QWidget* buildSlides();
  QWidget* buildScale();
  QWidget* buildReason();
  QWidget* buildOut();
  void lookAt(std::size_t slide);
  void useScale();
  void takeBundle();
  void showAll();
  void showSlide(const Slide& slide, const std::optional<ScopeResult>& scope);
  [[nodiscard]] std::optional<ScopeResult> scopeOf(const Slide& slide) const;
  [[nodiscard]] const Slide& shown() const;
  [[nodiscard]] QString nameOf(const Slide& slide) const;
  [[nodiscard]] QString faultOf(const Slide& slide) const;
  [[nodiscard]] bool isChosen(const Slide& slide) const;
  // Why it cannot begin now, one sentence; empty where it can.
  [[nodiscard]] QString obstacle() const;
  [[nodiscard]] bool needsReason(const Slide& slide) const;
  [[nodiscard]] bool cardIsAccepted();
  void chooseOut();

  ScoreDialogOptions m_options;
  std::vector<Slide> m_slides;
  std::vector<ScoreJob> m_jobs;
  std::string m_bundleSha256;  // of the scope that the form shows
  BundleChooser* m_bundle = nullptr;
  QTreeWidget* m_list = nullptr;
  QLabel* m_scopeTitle = nullptr;
  ScopeForm* m_scope = nullptr;
  QWidget* m_scaleRow = nullptr;
  QLineEdit* m_mpp = nullptr;
  QLineEdit* m_mppReason = nullptr;
  QLabel* m_scaleNote = nullptr;
  QWidget* m_reasonRow = nullptr;
  QLabel* m_reasonNote = nullptr;
  QLineEdit* m_reason = nullptr;
  QLineEdit* m_out = nullptr;
  QLabel* m_obstacle = nullptr;
  QPushButton* m_start = nullptr;
  Background m_work;
};

}  // namespace snitt
