// The verdict of a study as a shape and a word, both in its colour on its tint. UI thread.
#pragma once

#include <QStyledItemDelegate>
#include <QWidget>

#include "ui/studies/register_reading.h"

namespace snitt {

[[nodiscard]] int verdictChipWidth(const QFontMetrics& metrics, const QString& word);
// At the left of `place`, in its middle. Text that does not fit is elided.
void paintVerdictChip(QPainter& painter, const QRect& place, StudyState state, const QString& word,
                      const QPalette& palette);

// The same as a widget, for the head of a page.
class VerdictChip : public QWidget {
  Q_OBJECT

 public:
  explicit VerdictChip(QWidget* parent = nullptr);
  void show(StudyState state, const QString& word);
  [[nodiscard]] const QString& word() const { return m_word; }
  [[nodiscard]] QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  StudyState m_state = StudyState::notRun;
  QString m_word;
};

// Rows of lists of studies, criteria and series. `stateRole` of an item gives a StudyState where the cell is a verdict,
// `mutedRole` says that it says nothing of a result.
class VerdictDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  VerdictDelegate(int stateRole, int mutedRole, QObject* parent);
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
  [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  int m_stateRole;
  int m_mutedRole;
};

}  // namespace snitt
