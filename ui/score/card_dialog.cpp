#include "ui/score/card_dialog.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QPushButton>
#include <QTextBrowser>
#include <QTextDocument>
#include <QVBoxLayout>

#include "ui/score/score_style_p.h"
#include "ui/score/score_summary.h"
#include "ui/score/wrap_label_p.h"

namespace snitt {

namespace {

// Loads nothing: neither from the network nor from the disk.
class CardText : public QTextBrowser {
 public:
  using QTextBrowser::QTextBrowser;
  QVariant loadResource(int, const QUrl&) override { return {}; }
};

}  // namespace

CardBundle cardBundle(const Score& score) {
  return {toQString(score.bundleName), toQString(score.bundleVersion), score.bundleStatus};
}

CardDialog::CardDialog(const CardBundle& bundle, const std::string& card, Mode mode, QWidget* parent)
    : QDialog(parent) {
  setWindowTitle(tr("Model card"));
  auto* lines = new QVBoxLayout(this);
  lines->setSpacing(10);
  lines->addWidget(makeHead(bundle));
  const bool acceptable = mode == Mode::mustAccept && !card.empty();
  if (acceptable)
    lines->addWidget(new WrapLabel(
        tr("This is the first score of this bundle version here. Read what it was made for before you use it."),
        TextTone::normal, this));
  lines->addWidget(makeText(card), 1);
  lines->addWidget(makeButtons(acceptable));
  resize(640, 620);
}

QWidget* CardDialog::makeHead(const CardBundle& bundle) {
  auto* head = new QWidget(this);
  auto* lines = new QVBoxLayout(head);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->setSpacing(2);
  auto* name = new WrapLabel(bundle.name.isEmpty() ? tr("Bundle without a name") : bundle.name, TextTone::strong, head);
  QFont large = name->font();
  if (large.pointSizeF() > 0) large.setPointSizeF(large.pointSizeF() * 1.3);
  name->setFont(large);
  lines->addWidget(name);
  const QString version = bundle.version.isEmpty() ? tr("version not recorded") : tr("version %1").arg(bundle.version);
  lines->addWidget(
      new WrapLabel(tr("%1  ·  status: %2").arg(version, statusWord(bundle.status).toLower()), TextTone::normal, head));
  return head;
}

QWidget* CardDialog::makeText(const std::string& card) {
  auto* text = new CardText(this);
  text->setObjectName(QStringLiteral("card"));
  text->setAccessibleName(tr("Model card"));
  text->setOpenLinks(false);
  text->setOpenExternalLinks(false);
  // Addresses can be read and copied, and not followed.
  text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  text->document()->setDocumentMargin(12);
  if (card.empty())
    text->setPlainText(tr("The card was not kept with this score."));
  else
    text->document()->setMarkdown(
        toQString(card),
        QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
  return text;
}

QWidget* CardDialog::makeButtons(bool acceptable) {
  auto* buttons = new QDialogButtonBox(this);
  QPushButton* close = buttons->addButton(QDialogButtonBox::Close);
  close->setText(tr("Close"));
  close->setAccessibleName(tr("Close the card"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  if (acceptable) {
    QPushButton* accept = buttons->addButton(tr("I have read this card"), QDialogButtonBox::AcceptRole);
    accept->setObjectName(QStringLiteral("acceptCard"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  }
  // Enter alone accepts nothing: that would be no reading.
  for (QAbstractButton* button : buttons->buttons())
    if (auto* push = qobject_cast<QPushButton*>(button)) push->setAutoDefault(false);
  return buttons;
}

}  // namespace snitt
