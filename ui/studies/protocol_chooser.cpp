#include "ui/studies/protocol_chooser.h"

#include <QLabel>
#include <QVBoxLayout>

#include "core/validation/lock_study.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/studies/path_field.h"
#include "ui/studies/study_words.h"

namespace snitt {

ProtocolChooser::ProtocolChooser(const SlideNames& names, QWidget* parent)
    : QWidget(parent),
      m_names(names),
      m_field(new PathField(PathField::Kind::file, "protocol", tr("Protocol of the study (TOML)"), this)),
      m_says(makeSentence(this)) {
  m_field->setFilter(tr("Protocols (*.toml);;All files (*)"));
  m_says->setObjectName(QStringLiteral("protocolSays"));
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(m_field);
  rows->addWidget(m_says);
  setFocusProxy(m_field);
  connect(m_field, &PathField::changed, this, &ProtocolChooser::read);
  m_says->hide();
}

void ProtocolChooser::setPath(const std::filesystem::path& file) { m_field->setPath(file); }

void ProtocolChooser::setStart(const std::filesystem::path& folder) { m_field->setStart(folder); }

std::filesystem::path ProtocolChooser::path() const { return m_field->path(); }

void ProtocolChooser::read() {
  m_read = false;
  m_work.drop();
  show();
  Q_EMIT changed();
  if (!path().is_absolute()) return;
  m_work.run<ProtocolLook>(
      this, [file = path()](const std::stop_token&) { return lookAtProtocol(file); },
      [this](const ProtocolLook& look) {
        m_look = look;
        m_read = true;
        show();
        Q_EMIT changed();
      });
}

QString ProtocolChooser::obstacle() const {
  if (path().empty()) return tr("Choose the protocol.");
  if (!path().is_absolute()) return tr("Give the protocol with its whole path.");
  if (!m_read) return tr("The protocol is being read.");
  return m_look.protocol ? QString() : tr("This protocol cannot be used; choose another one, or mend it.");
}

void ProtocolChooser::show() {
  QString text;
  if (m_read && m_look.fault)
    text = m_names.sentence(faultWords(*m_look.fault));
  else if (m_read && m_look.protocol) {
    QStringList lines{
        tr("%1: %2").arg(shownText(m_look.protocol->study, 120), shownText(m_look.protocol->outcomes.endpoint, 200))};
    int number = 0;
    for (const std::string& one : validation::criteriaInWords(*m_look.protocol))
      lines << QStringLiteral("%1. %2").arg(QString::number(++number), shownText(one, 300));
    if (m_look.lock)
      lines << (m_look.isAsLocked ? tr("Locked on %1 by %2.") : tr("Locked on %1 by %2, and changed since."))
                   .arg(dateWords(m_look.lock->at), personWords(m_look.lock->by));
    if (m_look.lockFault)
      lines << tr("Its lock cannot be used: %1").arg(m_names.sentence(faultWords(*m_look.lockFault)));
    text = lines.join(QLatin1Char('\n'));
  }
  m_says->setText(text);
  m_says->setVisible(!text.isEmpty());
}

}  // namespace snitt
