#include "ui/studies/studies_table.h"

#include <algorithm>

#include "ui/cases/foreign_text.h"
#include "ui/studies/study_words.h"

namespace snitt {

namespace {

// The sign of the order stands at the right: a heading of numbers makes room for it.
const QString kRoom(4, QChar(QChar::Nbsp));

}  // namespace

void StudiesTable::show(const Reading& reading) {
  m_reading = reading;
  relist();
}

void StudiesTable::setSearch(const QString& words) {
  m_search = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
  relist();
}

void StudiesTable::setOrder(int column, Qt::SortOrder order) {
  m_column = column;
  m_order = order;
  relist();
}

void StudiesTable::relist() {
  beginResetModel();
  m_rows = listed();
  endResetModel();
}

std::vector<StudyRow> StudiesTable::listed() const {
  if (!m_reading) return {};
  std::vector<StudyRow> rows = rowsOf(*m_reading);
  std::erase_if(rows, [this](const StudyRow& row) {
    QString all;
    for (int column = 0; column < Columns; ++column) all += textOf(row, column) + QLatin1Char('\n');
    return !std::ranges::all_of(m_search, [&](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
  });
  const bool up = m_order == Qt::AscendingOrder;
  std::ranges::stable_sort(rows, [&](const StudyRow& one, const StudyRow& other) {
    const StudyRow& a = up ? one : other;
    const StudyRow& b = up ? other : one;
    if (m_column == Number) return a.numberIn(*m_reading) < b.numberIn(*m_reading);
    if (m_column == Date) return a.atIn(*m_reading) < b.atIn(*m_reading);
    return QString::localeAwareCompare(textOf(a, m_column), textOf(b, m_column)) < 0;
  });
  return rows;
}

std::optional<int> StudiesTable::rowOf(std::int64_t number) const {
  for (std::size_t i = 0; i < m_rows.size(); ++i)
    if (m_rows[i].numberIn(*m_reading) == number) return static_cast<int>(i);
  return std::nullopt;
}

QString StudiesTable::textOf(const StudyRow& row, int column) const {
  switch (column) {
    case Number:
      return QString::number(row.numberIn(*m_reading));
    case Date:
      return dayShort(row.atIn(*m_reading));
    case Study:
      return shownText(row.lockIn(*m_reading).study, 120);
    case Bundle:
      return bundleWords(row.lockIn(*m_reading).bundle);
    case Person:
      return personWords(row.byIn(*m_reading));
    case Verdict:
      return stateWord(row.stateIn(*m_reading));
    case Conclusion:
      return conclusionWords(row, *m_reading);
    default:
      return {};
  }
}

int StudiesTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StudiesTable::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : Columns; }

QVariant StudiesTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_reading) return {};
  const StudyRow& row = rowAt(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return textOf(row, index.column());
    case Qt::ToolTipRole:
      if (index.column() == Date) return momentWords(row.atIn(*m_reading));
      return index.column() == Conclusion || index.column() == Study ? asToolTip(textOf(row, index.column()))
                                                                     : QVariant();
    case Qt::TextAlignmentRole:
      return static_cast<int>((index.column() == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case StateRole:
      return index.column() == Verdict ? QVariant(static_cast<int>(row.stateIn(*m_reading))) : QVariant();
    case MutedRole: {
      const ListedRun* run = row.runIn(*m_reading);
      return index.column() == Conclusion && (run == nullptr || !run->isConcluded);
    }
    default:
      return {};
  }
}

QVariant StudiesTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= Columns) return {};
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole && section == Number) return tr("Entry of the register");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Number:
      return tr("No.") + kRoom;
    case Date:
      return tr("Date");
    case Study:
      return tr("Study");
    case Bundle:
      return tr("Bundle");
    case Person:
      return tr("Person");
    case Verdict:
      return tr("Verdict");
    default:
      return tr("Conclusion");
  }
}

}  // namespace snitt
