#include "ui/score/card_dialog.h"

#include <QDialogButtonBox>
#include <QFrame>
#include <QPushButton>
#include <QScreen>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextFragment>
#include <QVBoxLayout>

#include <vector>

#include "ui/score/score_style_p.h"
#include "ui/score/score_summary.h"
#include "ui/score/wrap_label_p.h"
#include "ui/theme/page_text.h"

namespace snitt {

namespace {

// Loads nothing: neither from the network nor from the disk.
class CardText : public QTextBrowser {
 public:
  using QTextBrowser::QTextBrowser;
  QVariant loadResource(int, const QUrl&) override { return {}; }
};

// Links become text with their address behind it, and pictures say that they are not shown: nothing looks as if it
// could be followed, and an address can still be copied.
void spellOut(QTextDocument& document) {
  struct Piece {
    int from;
    int length;
    QTextCharFormat format;
  };
  std::vector<Piece> pieces;
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
    for (auto at = block.begin(); !at.atEnd(); ++at) {
      const QTextFragment fragment = at.fragment();
      if (fragment.charFormat().isAnchor() || fragment.charFormat().isImageFormat())
        pieces.push_back({fragment.position(), fragment.length(), fragment.charFormat()});
    }
  // From the end, so that places before it stay what they are.
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    QTextCursor cursor(&document);
    cursor.setPosition(piece->from);
    cursor.setPosition(piece->from + piece->length, QTextCursor::KeepAnchor);
    if (piece->format.isImageFormat()) {
      const QString name = piece->format.toImageFormat().name();
      cursor.insertText(CardDialog::tr("[picture not shown: %1]").arg(name), QTextCharFormat());
      continue;
    }
    const QString words = cursor.selectedText();
    const QString address = piece->format.anchorHref();
    QTextCharFormat plain = piece->format;
    for (const int property : {QTextFormat::IsAnchor, QTextFormat::AnchorHref, QTextFormat::AnchorName,
                               QTextFormat::ForegroundBrush, QTextFormat::TextUnderlineStyle})
      plain.clearProperty(property);
    cursor.insertText(words == address ? words : words + QStringLiteral(" (") + address + QLatin1Char(')'), plain);
  }
}

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
  // The buttons stay on a small screen.
  resize(QSize(640, 620).boundedTo(screen()->availableSize() - QSize(20, 60)));
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
  text->setCursorWidth(0);  // nothing is written here
  text->document()->setDocumentMargin(12);
  if (card.empty())
    text->setPlainText(tr("The card was not kept with this score."));
  else {
    setPage(*text->document(), toQString(card), palette());
    spellOut(*text->document());
    text->moveCursor(QTextCursor::Start);
  }
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
  close->setDefault(true);
  return buttons;
}

}  // namespace snitt
