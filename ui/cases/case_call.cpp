#include "ui/cases/case_call.h"

#include <utility>

#include "ui/cases/case_desk.h"
#include "ui/cases/case_words.h"
#include "ui/cases/foreign_text.h"

namespace snitt {

CaseCall::CaseCall(CaseDesk& desk, CaseName name, QObject* parent)
    : QObject(parent), m_desk(desk), m_name(std::move(name)) {
  connect(&m_desk, &CaseDesk::stateChanged, this, &CaseCall::follow);
}

void CaseCall::begin() {
  m_desk.start();
  follow();
}

QString CaseCall::nameWords() const { return shownText(m_name.site.empty() ? m_name.accession : toText(m_name), 210); }

void CaseCall::follow() {
  if (m_over) return;
  switch (m_desk.state()) {
    case CaseDesk::State::opening:
      return;
    case CaseDesk::State::missing:
      return Q_EMIT waits(tr("Case %1 cannot be shown: there is no database of cases here yet.").arg(nameWords()));
    case CaseDesk::State::refused:
      return Q_EMIT waits(tr("Case %1 cannot be shown. %2").arg(nameWords(), m_desk.why()));
    case CaseDesk::State::ready:
      break;
  }
  if (m_desk.may(Permission::look)) return ask();
  Q_EMIT waits(tr("Case %1 is shown as soon as somebody has signed in.").arg(nameWords()));
}

void CaseCall::ask() {
  if (std::exchange(m_asking, true)) return;
  struct Meant {
    std::vector<CaseId> ids;
    std::vector<WorklistRow> rows;  // of several
  };
  m_desk.ask<Meant>(
      this, "called",
      [name = m_name](CaseBook& book) -> Result<Meant> {
        auto ids = book.called(name);
        if (!ids) return fail(ids.error());
        Meant meant{std::move(*ids), {}};
        if (meant.ids.size() < 2) return meant;
        auto rows = book.rows(meant.ids);
        if (!rows) return fail(rows.error());
        meant.rows = std::move(*rows);
        return meant;
      },
      [this](const Result<Meant>& meant) {
        m_asking = false;
        m_over = true;
        if (!meant) return Q_EMIT failed(sentenceOf(meant.error()));
        if (meant->ids.empty())
          return Q_EMIT failed(tr("There is no case %1 here. Nothing was made or changed.").arg(nameWords()));
        if (meant->ids.size() == 1) return Q_EMIT found(meant->ids.front());
        Q_EMIT several(meant->rows);
      });
}

}  // namespace snitt
