#include "ui/studies/lock_dialog.h"

#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QVBoxLayout>

#include "ui/panels/panel_parts_p.h"
#include "ui/studies/protocol_chooser.h"

namespace snitt {

LockDialog::LockDialog(const std::filesystem::path& protocol, const std::filesystem::path& start,
                       const SlideNames& names, QWidget* parent)
    : StudyDialog(tr("Lock a protocol"), tr("Lock"), names, parent),
      m_protocol(new ProtocolChooser(names, this)),
      m_againRow(new QWidget(this)),
      m_again(new QLineEdit(m_againRow)) {
  addHeading(tr("Protocol"));
  m_protocol->setStart(start);
  add(m_protocol);
  m_again->setObjectName(QStringLiteral("again"));
  m_again->setAccessibleName(tr("Why it is locked again"));
  m_again->setPlaceholderText(tr("Why it is locked again; the report will say so"));
  auto* rows = new QVBoxLayout(m_againRow);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->addWidget(m_again);
  add(m_againRow);
  addHeading(tr("What locking means"));
  QLabel* meaning = makeSentence(this);
  meaning->setText(
      tr("The protocol, the bundle, the slide list and the outcomes are frozen as they are now, by their hashes, with "
         "the time and your name. From then on the study can be run only against them. The register keeps the lock for "
         "good: neither it nor a later one can be taken back unseen.\n"
         "Lock before anybody looks at the outcomes, and check the criteria above: they decide."));
  add(meaning);
  endRows();
  connect(m_protocol, &ProtocolChooser::changed, this, &LockDialog::follow);
  connect(m_again, &QLineEdit::textChanged, this, [this] { showAll(); });
  if (!protocol.empty()) m_protocol->setPath(protocol);
  follow();
  resize(QSize(680, 520).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

void LockDialog::follow() {
  const ProtocolLook* look = m_protocol->look();
  m_againRow->setVisible(look != nullptr && look->isLockThere());
  showAll();
}

QString LockDialog::obstacle() const {
  if (const QString why = m_protocol->obstacle(); !why.isEmpty()) return why;
  if (m_protocol->look()->isLockThere() && m_again->text().trimmed().isEmpty())
    return tr("This protocol is locked already: say why it is locked again.");
  return {};
}

LockOrder LockDialog::order() const {
  LockOrder order;
  order.protocol = m_protocol->path();
  if (const ProtocolLook* look = m_protocol->look(); look != nullptr && look->isLockThere())
    order.again = m_again->text().trimmed().toStdString();
  return order;
}

}  // namespace snitt
