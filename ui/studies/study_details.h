// One validation of the list: its verdict, criteria, report, signatures, runs and what was locked. Files are read off
// the UI thread. UI thread.
#pragma once

#include <QScrollArea>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "ui/document/slide_names.h"
#include "ui/studies/latest_work.h"
#include "ui/studies/register_reading.h"
#include "ui/studies/report_look.h"
#include "ui/studies/study_places.h"

class QLabel;
class QPushButton;
class QTreeWidget;

namespace snitt {

class FactGrid;
class VerdictChip;

class StudyDetails : public QScrollArea {
  Q_OBJECT

 public:
  // Both outlive it.
  StudyDetails(StudyPlaces& places, const SlideNames& names, QWidget* parent = nullptr);

  // Null: nothing is chosen.
  void show(const std::shared_ptr<const RegisterReading>& reading, const std::optional<StudyRow>& row);
  // Reads the report's folder anew.
  void lookAgain();
  // What is done to studies may begin now.
  void setIdle(bool idle);
  [[nodiscard]] const ReportLook& look() const { return m_look; }
  [[nodiscard]] const std::optional<StudyRow>& row() const { return m_row; }
  [[nodiscard]] bool isLooking() const { return m_looking; }

 Q_SIGNALS:
  void fileOpened(const std::filesystem::path& file);
  void reportFindAsked(std::int64_t run);
  void signAsked(const std::filesystem::path& report);
  // Of this lock; `protocol` where it lies, empty where nobody knows.
  void runAsked(const std::filesystem::path& protocol);
  void lockAgainAsked(const std::filesystem::path& protocol);
  void runChosen(std::int64_t number);

 private:
  void build();
  QWidget* buildButtons();
  QTreeWidget* makeList(const char* name, const QString& accessibleName, const QStringList& headings);
  void showHead();
  void showCriteria();
  void showRuns();
  void showSignatures();
  void showFacts();
  void showReport();
  void enableButtons();
  [[nodiscard]] QString foundWords(int number, const validation::RegisteredCriterion& result) const;
  [[nodiscard]] const ListedLock* lock() const;
  [[nodiscard]] const ListedRun* run() const;

  StudyPlaces& m_places;
  const SlideNames& m_names;
  std::shared_ptr<const RegisterReading> m_reading;
  std::optional<StudyRow> m_row;
  ReportLook m_look;
  bool m_looking = false;
  bool m_idle = true;

  QLabel* m_title;
  VerdictChip* m_chip;
  QLabel* m_conclusion;
  QLabel* m_place;
  QLabel* m_warning;
  QPushButton* m_pdf = nullptr;
  QPushButton* m_html = nullptr;
  QPushButton* m_annex = nullptr;
  QPushButton* m_folder = nullptr;
  QPushButton* m_find = nullptr;
  QPushButton* m_sign = nullptr;
  QPushButton* m_run = nullptr;
  QPushButton* m_lockAgain = nullptr;
  QWidget* m_criteria;
  QWidget* m_criteriaRows = nullptr;
  QLabel* m_signatures;
  QTreeWidget* m_runs;
  FactGrid* m_facts;
  LatestWork m_work;
};

}  // namespace snitt
