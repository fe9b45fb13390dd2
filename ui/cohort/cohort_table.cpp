#include "ui/cohort/cohort_table.h"

#include <algorithm>
#include <numeric>

#include "core/csv.h"

namespace snitt {

namespace {

// Whether two readings have the same rows: then a row's place is its name.
bool haveSameRows(const CohortReading& one, const CohortReading& other) {
  return one.started == other.started && one.slides.size() == other.slides.size() &&
         one.patients.size() == other.patients.size() && one.resolutions.size() == other.resolutions.size();
}

struct Key {
  bool empty = true;
  double number = 0;
  QString text;
};

}  // namespace

void CohortTable::show(const Reading& reading) {
  const bool same = reading && m_reading && haveSameRows(*reading, *m_reading);
  if (same) {
    m_reading = reading;
    return relist(true);
  }
  Q_EMIT aboutToChange();
  beginResetModel();
  m_reading = reading;
  m_columns = reading ? columnsOf(*reading) : std::vector<Column>();
  m_column = std::clamp(m_column, 0, std::max(0, static_cast<int>(m_columns.size()) - 1));
  m_items = listed();
  endResetModel();
  Q_EMIT listChanged();
}

void CohortTable::setFilter(Filter filter) {
  m_filter = std::move(filter);
  relist(false);
}

void CohortTable::setOrder(int column, Qt::SortOrder order) {
  m_column = column;
  m_order = order;
  relist(false);
}

// `same`: cells may say something else, though the list be the same.
void CohortTable::relist(bool same) {
  std::vector<std::size_t> items = listed();
  if (items == m_items) {
    if (same && !m_items.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT listChanged();
    return;
  }
  Q_EMIT aboutToChange();
  beginResetModel();
  m_items = std::move(items);
  endResetModel();
  Q_EMIT listChanged();
}

std::vector<std::size_t> CohortTable::listed() const {
  if (!m_reading) return {};
  std::vector<std::size_t> items;
  for (std::size_t item = 0; item < countIn(*m_reading); ++item)
    if (!m_filter || m_filter(*m_reading, item)) items.push_back(item);
  if (m_columns.empty()) return items;
  const bool numbers = m_columns[static_cast<std::size_t>(m_column)].number;
  std::vector<Key> keys(countIn(*m_reading));
  for (const std::size_t item : items) {
    Cell cell = cellOf(*m_reading, item, m_column);
    keys[item] = {numbers ? !cell.number.has_value() : cell.text.isEmpty(), cell.number.value_or(0),
                  numbers ? QString() : std::move(cell.text)};
  }
  // Cells without anything come last, whichever way is up.
  const bool up = m_order == Qt::AscendingOrder;
  std::ranges::stable_sort(items, [&](std::size_t one, std::size_t other) {
    const Key& a = keys[one];
    const Key& b = keys[other];
    if (a.empty || b.empty) return !a.empty && b.empty;
    if (numbers) return up ? a.number < b.number : a.number > b.number;
    const int order = a.text.compare(b.text, Qt::CaseInsensitive);
    return up ? order < 0 : order > 0;
  });
  return items;
}

std::optional<int> CohortTable::rowOf(std::size_t item) const {
  const auto found = std::ranges::find(m_items, item);
  if (found == m_items.end()) return std::nullopt;
  return static_cast<int>(found - m_items.begin());
}

std::string CohortTable::csv() const {
  CsvRow header;
  for (const Column& one : m_columns) header.push_back(one.name);
  std::string text = csvRow(header);
  for (const std::size_t item : m_items) {
    CsvRow row;
    for (int column = 0; column < columnCount(); ++column) row.push_back(cellOf(*m_reading, item, column).plain);
    text += csvRow(row);
  }
  return text;
}

int CohortTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int CohortTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant CohortTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || !m_reading) return {};
  if (role == Qt::TextAlignmentRole) {
    const bool number = m_columns[static_cast<std::size_t>(index.column())].number;
    return static_cast<int>((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  }
  const bool wanted = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == ClassRole || role == WarningRole ||
                      role == MutedRole;
  if (!wanted) return {};
  const Cell cell = cellOf(*m_reading, itemAt(index.row()), index.column());
  switch (role) {
    case Qt::DisplayRole:
      return cell.text;
    case Qt::ToolTipRole:
      // Reasons are long; what looks like rich text is none.
      return cell.text.size() > 12 ? QVariant(cell.text.toHtmlEscaped()) : QVariant();
    case ClassRole:
      return cell.kind >= 0 ? QVariant(cell.kind) : QVariant();
    case WarningRole:
      return cell.warning;
    case MutedRole:
      return cell.muted;
    default:
      return {};
  }
}

QVariant CohortTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section >= columnCount()) return {};
  const Column& column = m_columns[static_cast<std::size_t>(section)];
  // The sign of the order stands at the right: numbers' names make room for it.
  static const QString kRoom(4, QChar(QChar::Nbsp));
  if (role == Qt::DisplayRole) return column.number && section == m_column ? column.title + kRoom : column.title;
  if (role == Qt::TextAlignmentRole)
    return static_cast<int>((column.number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

}  // namespace snitt
