#include "ui/cases/worklist_model.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <chrono>
#include <utility>

#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"

namespace snitt {

namespace {

constexpr std::size_t kPage = 64;       // rows that are fetched together
constexpr std::size_t kMostWanted = 6;  // pages in one question: the newest that were looked at
constexpr std::size_t kMostKept = 8192;
constexpr std::chrono::seconds kAgesLast{30};

}  // namespace

WorklistModel::WorklistModel(CaseDesk& desk, QObject* parent) : QAbstractTableModel(parent), m_desk(desk) {
  m_fetchSoon.setSingleShot(true);
  m_fetchSoon.setInterval(0);
  connect(&m_fetchSoon, &QTimer::timeout, this, &WorklistModel::fetch);
  connect(&desk, &CaseDesk::changed, this, &WorklistModel::refresh);
  // Another person may not see what the one before saw.
  connect(&desk, &CaseDesk::stateChanged, this, &WorklistModel::forget);
  m_ages.setInterval(kAgesLast);
  connect(&m_ages, &QTimer::timeout, this, [this] {
    if (!m_ids.empty()) Q_EMIT dataChanged(index(0, age), index(rowCount() - 1, age), {Qt::DisplayRole});
  });
  m_ages.start();
}

void WorklistModel::show(const WorklistFilter& filter, const WorklistOrder& order) {
  m_filter = filter;
  m_order = order;
  refresh();
}

void WorklistModel::refresh() {
  if (!m_desk.may(Permission::look)) return;
  m_asking = true;
  m_desk.ask<std::vector<CaseId>>(
      this, "list", [filter = m_filter, order = m_order](CaseBook& book) { return book.list(filter, order); },
      [this](Result<std::vector<CaseId>> ids) { take(std::move(ids)); });
}

void WorklistModel::forget() {
  beginResetModel();
  m_ids.clear();
  m_rows.clear();
  m_wanted.clear();
  endResetModel();
}

void WorklistModel::take(Result<std::vector<CaseId>> ids) {
  m_asking = false;
  m_fault = ids ? QString() : sentenceOf(ids.error());
  if (!ids) {
    Q_EMIT ended();
    return;
  }
  ++m_generation;
  if (*ids == m_ids) {
    // What is in sight asks for its rows anew when it is painted.
    if (!m_ids.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
  } else {
    Q_EMIT aboutToChange();
    beginResetModel();
    m_ids = std::move(*ids);
    m_wanted.clear();
    endResetModel();
  }
  Q_EMIT ended();
}

std::optional<CaseId> WorklistModel::caseAt(int row) const {
  if (row < 0 || row >= rowCount()) return std::nullopt;
  return m_ids[static_cast<std::size_t>(row)];
}

std::optional<int> WorklistModel::rowOf(CaseId id) const {
  const auto found = std::ranges::find(m_ids, id);
  if (found == m_ids.end()) return std::nullopt;
  return static_cast<int>(found - m_ids.begin());
}

const WorklistModel::Kept* WorklistModel::kept(int row) const {
  const auto found = m_rows.find(m_ids[static_cast<std::size_t>(row)].value);
  return found == m_rows.end() ? nullptr : &found->second;
}

const WorklistRow* WorklistModel::rowAt(int row) const {
  if (row < 0 || row >= rowCount()) return nullptr;
  const Kept* one = kept(row);
  return one == nullptr ? nullptr : &one->row;
}

void WorklistModel::want(int row) const {
  m_wanted.insert(row / static_cast<int>(kPage));
  if (!m_fetchSoon.isActive()) m_fetchSoon.start();
}

void WorklistModel::fetch() {
  // Whoever scrolls past a thousand pages wants the last ones.
  while (m_wanted.size() > kMostWanted) m_wanted.erase(m_wanted.begin());
  std::vector<CaseId> ids;
  for (const int page : m_wanted) {
    const std::size_t first = std::min(static_cast<std::size_t>(page) * kPage, m_ids.size());
    const std::size_t last = std::min(first + kPage, m_ids.size());
    ids.insert(ids.end(), m_ids.begin() + static_cast<std::ptrdiff_t>(first),
               m_ids.begin() + static_cast<std::ptrdiff_t>(last));
  }
  m_wanted.clear();
  if (ids.empty()) return;
  m_desk.ask<std::vector<WorklistRow>>(
      this, "rows", [ids](CaseBook& book) { return book.rows(ids); },
      [this, generation = m_generation](Result<std::vector<WorklistRow>> rows) {
        if (!rows) return;
        if (m_rows.size() > kMostKept) m_rows.clear();
        for (WorklistRow& row : *rows) m_rows[row.id.value] = {std::move(row), generation};
        if (!m_ids.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
      });
}

std::optional<WorklistColumn> WorklistModel::sortedBy(int column) {
  switch (column) {
    case accession:
      return WorklistColumn::accession;
    case specimens:
      return WorklistColumn::specimens;
    case slides:
      return WorklistColumn::slidesFound;
    case missing:
      return WorklistColumn::slidesMissing;
    case ai:
      return WorklistColumn::ai;
    case age:
      return WorklistColumn::received;
    case priority:
      return WorklistColumn::priority;
    case flags:
      return WorklistColumn::flags;
    default:
      return std::nullopt;
  }
}

int WorklistModel::columnOf(WorklistColumn column) {
  for (int one = 0; one < columns; ++one)
    if (sortedBy(one) == column) return one;
  return -1;
}

int WorklistModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int WorklistModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int{columns}; }

QString WorklistModel::textOf(const WorklistRow& row, int column) {
  switch (column) {
    case accession: {
      QString text = shownText(row.name.accession, 60);
      if (row.state != CaseState::open) text += QStringLiteral("  (%1)").arg(snitt::stateWord(row.state).toLower());
      return text;
    }
    case site:
      return shownText(row.name.site, 40);
    case patient:
      return row.masked ? maskedText() : shownText(row.patient, 80);
    case born:
      return row.masked ? maskedText() : shownText(row.birthDate, 10);
    case specimens:
      return shownText(row.specimens, 80);
    case slides:
      return QStringLiteral("%1/%2").arg(row.slidesFound).arg(row.slides);
    case missing:
      return row.slidesMissing > 0 ? QString::number(row.slidesMissing) : QString();
    case ai:
      return aiWords(row.ai, row.prognosis);
    case age:
      return ageWords(row.received, QDateTime::currentSecsSinceEpoch());
    case priority:
      return priorityWord(row.priority);
    case flags:
      return flagWords(row.flags);
    default:
      return {};
  }
}

QString WorklistModel::toolTipOf(const WorklistRow& row, int column) {
  switch (column) {
    case accession:
      return row.pending ? tr("Order number %1. The laboratory has not told the accession number yet.")
                               .arg(shownText(row.name.accession))
                         : tr("%1 of %2").arg(shownText(row.name.accession), shownText(row.name.site));
    case patient:
    case born:
      return row.masked ? needsPermission(Permission::unmask) : shownText(row.patient);
    case slides:
      return tr("%1 of %2 slides are found, %3 confirmed as primary tumour")
          .arg(row.slidesFound)
          .arg(row.slides)
          .arg(row.slidesChosen);
    case missing:
      return row.slidesMissing > 0
                 ? tr("%1 slides have no image yet, or its file is not where it was").arg(row.slidesMissing)
                 : QString();
    case ai:
      if (row.ai != AiState::scored) return aiWords(row.ai, row.prognosis);
      return row.prognosis ? classLong(row.prognosis) : tr("Scored by a bundle whose class says nothing of a patient");
    case age:
      return row.received.empty() ? tr("It is not known when the case was received")
                                  : tr("Received %1").arg(timeWords(row.received));
    default:
      return textOf(row, column);
  }
}

bool WorklistModel::isWarning(const WorklistRow& row, int column) {
  switch (column) {
    case missing:
      return row.slidesMissing > 0;
    case priority:
      return row.priority == Priority::urgent;
    case flags:
      return row.flags != 0;
    case ai:
      return row.ai == AiState::notAllowed;
    default:
      return false;
  }
}

QVariant WorklistModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Kept* one = kept(index.row());
  if (one == nullptr || one->generation != m_generation) want(index.row());
  if (role == Qt::TextAlignmentRole && (index.column() == slides || index.column() == age))
    return QVariant(Qt::AlignRight | Qt::AlignVCenter);
  if (one == nullptr) return role == Qt::DisplayRole && index.column() == accession ? QVariant(tr("…")) : QVariant();
  const WorklistRow& row = one->row;
  switch (role) {
    case Qt::DisplayRole:
      return textOf(row, index.column());
    case Qt::ToolTipRole:
      return asToolTip(toolTipOf(row, index.column()));
    case Qt::AccessibleTextRole:
      if (index.column() == accession && row.pending)
        return tr("%1, accession pending").arg(textOf(row, index.column()));
      return textOf(row, index.column());
    case ClassRole:
      return static_cast<int>(row.ai == AiState::scored          ? classKindOf(row.prognosis)
                              : row.ai == AiState::notAssessable ? ClassKind::notAssessable
                                                                 : ClassKind::none);
    case PendingRole:
      return index.column() == accession && row.pending;
    case WarningRole:
      return isWarning(row, index.column());
    case MutedRole:
      return row.state != CaseState::open || (index.column() == priority && row.priority == Priority::routine) ||
             (index.column() == ai && row.ai != AiState::scored && row.ai != AiState::notAllowed) ||
             ((index.column() == patient || index.column() == born) && row.masked);
    default:
      return {};
  }
}

QVariant WorklistModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole) return sortedBy(section) ? tr("Sort by this column") : tr("Not to be sorted by");
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case accession:
      return tr("Accession");
    case site:
      return tr("Site");
    case patient:
      return tr("Patient");
    case born:
      return tr("Born");
    case specimens:
      return tr("Specimens");
    case slides:
      return tr("Slides");
    case missing:
      return tr("Missing");
    case ai:
      return tr("AI status");
    case age:
      return tr("Age");
    case priority:
      return tr("Priority");
    case flags:
      return tr("Flags");
    default:
      return {};
  }
}

}  // namespace snitt
