#include "ui/studies/protocol_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

#include "core/atomic_file.h"
#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/panels/panel_parts_p.h"
#include "ui/studies/fixed_font_p.h"
#include "ui/studies/path_field.h"
#include "ui/studies/protocol_form.h"
#include "ui/studies/study_button_p.h"
#include "ui/theme/theme.h"

namespace snitt {

ProtocolDialog::ProtocolDialog(ProtocolDialogParts parts, QWidget* parent)
    : QDialog(parent),
      m_parts(std::move(parts)),
      m_file(new PathField(PathField::Kind::newFile, "file", tr("File of the protocol (TOML)"), this)),
      m_form(new ProtocolForm),
      m_toml(new QPlainTextEdit(this)),
      m_caption(new QLabel(this)),
      m_says(makeSentence(this)) {
  setObjectName(QStringLiteral("protocolDialog"));
  setWindowTitle(tr("New protocol"));
  build();
  m_form->setStart(m_parts.start);
  m_file->setStart(m_parts.start);
  m_form->setResponsible(m_parts.person);
  if (!m_parts.bundles.empty()) m_form->setBundle(m_parts.bundles.front());
  connect(m_form, &ProtocolForm::changed, this, &ProtocolDialog::follow);
  connect(m_file, &PathField::changed, this, [this] {
    m_isOnDisk = m_isThere = false;
    m_written.clear();
    m_disk.reset();
    follow();
    lookForFile();
  });
  // Another person may not see what stands here.
  connect(m_parts.names, &SlideNames::changed, this, [this, unmasked = m_parts.names->unmasked()] {
    if (unmasked && !m_parts.names->unmasked()) QDialog::reject();
  });
  follow();
  resize(QSize(1180, 820).boundedTo(screen()->availableSize() - QSize(20, 60)));
}

void ProtocolDialog::build() {
  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(m_form);
  auto* right = new QWidget(this);
  auto* column = new QVBoxLayout(right);
  column->setContentsMargins(8, 0, 0, 0);
  m_toml->setObjectName(QStringLiteral("toml"));
  m_toml->setReadOnly(true);
  m_toml->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_toml->setTabChangesFocus(true);
  m_toml->setAccessibleName(tr("The file of the protocol"));
  m_toml->setFont(fixedFont(m_toml->font()));
  m_says->setObjectName(QStringLiteral("protocolSays"));
  column->addWidget(m_caption);
  column->addWidget(m_toml, 1);
  column->addWidget(m_says);
  auto* split = new QSplitter(this);
  split->addWidget(scroll);
  split->addWidget(right);
  split->setStretchFactor(0, 3);
  split->setStretchFactor(1, 2);
  split->setChildrenCollapsible(false);
  auto* buttons = new QHBoxLayout;
  const auto add = [&](const char* name, const char* iconName, const QString& text, const QString& tip) {
    QPushButton* button = makeStudyButton(this, name, iconName, text, tip);
    buttons->addWidget(button);
    return button;
  };
  m_editor = add("editor", "edit", tr("Open in editor"), tr("The file, in the system's own editor"));
  m_check = add("check", "", tr("Check the file"), tr("Reads the file as it stands on disk"));
  m_fill = add("fill", "", tr("Fill in from the file"), tr("The fields take what the file says"));
  buttons->addStretch(1);
  m_lock = add("lockThis", "lock", tr("Lock…"), tr("Freeze this protocol and all that it names"));
  m_save = add("save", "save", tr("Save"), tr("Write the file"));
  auto* close = add("close", "", tr("Close"), {});
  m_save->setDefault(true);
  auto* rows = new QVBoxLayout(this);
  rows->addWidget(m_file);
  rows->addWidget(split, 1);
  rows->addLayout(buttons);
  connect(m_editor, &QPushButton::clicked, this, [this] {
    if (m_parts.openFile) m_parts.openFile(file());
  });
  connect(m_check, &QPushButton::clicked, this, &ProtocolDialog::check);
  connect(m_fill, &QPushButton::clicked, this, &ProtocolDialog::fillIn);
  connect(m_save, &QPushButton::clicked, this, &ProtocolDialog::save);
  connect(close, &QPushButton::clicked, this, &ProtocolDialog::reject);
  connect(m_lock, &QPushButton::clicked, this, [this] {
    const auto chosen = file();
    QDialog::accept();
    Q_EMIT lockAsked(chosen);
  });
}

std::filesystem::path ProtocolDialog::file() const { return m_file->path(); }

void ProtocolDialog::setFile(const std::filesystem::path& file) { m_file->setPath(file); }

QString ProtocolDialog::status() const { return m_says->text(); }

void ProtocolDialog::tell(const QString& words, bool isFault) {
  m_says->setText(words);
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, toneColour(isFault ? Tone::warning : Tone::good));
  m_says->setPalette(colours);
}

// The fields say something else than before: the preview shows what they make, and what is missing in it.
void ProtocolDialog::follow() {
  m_text = validation::formatProtocol(m_form->protocol(file().parent_path()));
  const auto read = validation::parseProtocol(m_text);
  m_isWhole = read.has_value();
  m_isOnDisk = (m_isOnDisk && m_text == m_written) || (read && m_disk == *read);
  const int place = m_toml->verticalScrollBar()->value();
  m_toml->setPlainText(QString::fromStdString(m_text));
  m_toml->verticalScrollBar()->setValue(place);
  m_caption->setText(tr("The file, as the fields make it"));
  tell(read ? tr("The protocol is whole.") : faultWords(read.error()), !read);
  enableButtons();
}

void ProtocolDialog::enableButtons() {
  const bool named = file().is_absolute();
  m_save->setEnabled(named);
  m_check->setEnabled(named);
  m_editor->setEnabled(named && m_isThere);
  m_fill->setEnabled(named && m_disk.has_value());
  m_lock->setEnabled(m_isOnDisk);
}

// The field may name another file before the answer comes: what was looked at is what is written.
void ProtocolDialog::save() {
  const std::filesystem::path asked = file();
  if (!asked.is_absolute()) return;
  struct Found {
    bool isThere = false;
    std::string text;
  };
  m_work.run<Found>(
      this,
      [asked](const std::stop_token&) {
        Found found;
        std::error_code ignored;
        found.isThere = std::filesystem::exists(asked, ignored);
        if (const auto text = readFile(asked)) found.text = *text;
        return found;
      },
      [this, asked, text = m_text, written = m_written](const Found& found) {
        if (!found.isThere || found.text == text || (!written.empty() && found.text == written))
          return write(asked, text);
        auto* box = new QMessageBox(
            QMessageBox::Warning, tr("The file is there already"),
            tr("%1 was written or edited by somebody else. Saving replaces all of it, comments and rules included.")
                .arg(shownText(asked.filename().string(), 120)),
            QMessageBox::Cancel, this);
        box->setObjectName(QStringLiteral("replace"));
        box->setAttribute(Qt::WA_DeleteOnClose);
        QPushButton* replace = box->addButton(tr("Replace it"), QMessageBox::DestructiveRole);
        replace->setObjectName(QStringLiteral("replaceIt"));
        connect(replace, &QPushButton::clicked, this, [this, asked, text] { write(asked, text); });
        box->open();
      });
}

void ProtocolDialog::write(const std::filesystem::path& file, const std::string& text) {
  m_work.run<Result<void>>(
      this, [file, text](const std::stop_token&) { return writeFileAtomically(file, text); },
      [this, file, text](const Result<void>& written) {
        if (!written) return tell(faultWords(written.error()), true);
        Q_EMIT saved(file);
        if (file != this->file()) return;
        m_written = text;
        check();
      });
}

// Whether a protocol stands there already; nothing is said of a file that is none, or not there yet.
void ProtocolDialog::lookForFile() {
  if (!file().is_absolute()) return;
  m_looks.run<ProtocolLook>(
      this, [file = file()](const std::stop_token&) { return lookAtProtocol(file); },
      [this](const ProtocolLook& look) {
        if (look.file != file() || m_isThere || !look.protocol) return;
        m_isThere = true;
        m_disk = look.protocol;
        follow();
        if (!m_isOnDisk) tell(tr("A protocol stands in this file. The fields can be filled in from it."), false);
      });
}

void ProtocolDialog::fillIn() {
  if (m_disk) m_form->setProtocol(*m_disk, file().parent_path());
}

void ProtocolDialog::check() {
  m_looks.run<ProtocolLook>(
      this, [file = file()](const std::stop_token&) { return lookAtProtocol(file); },
      [this](const ProtocolLook& look) {
        if (look.file == file()) takeCheck(look);
      });
}

void ProtocolDialog::takeCheck(const ProtocolLook& look) {
  m_isOnDisk = look.protocol.has_value();
  m_disk = look.protocol;
  if (!look.text.empty()) {
    m_toml->setPlainText(QString::fromStdString(look.text));
    m_caption->setText(tr("The file, as it stands on disk"));
    m_isThere = true;
  }
  const auto fields = validation::parseProtocol(m_text);
  const bool saysTheSame = fields && look.protocol == *fields;
  if (look.fault)
    tell(m_parts.names->sentence(faultWords(*look.fault)), true);
  else
    tell(look.text == m_text ? tr("Saved. The protocol is whole and can be locked.")
         : saysTheSame       ? tr("The file on disk is whole and can be locked. It says the same as the fields.")
                       : tr("The file on disk is whole and can be locked. It says something else than the fields."),
         false);
  enableButtons();
}

void ProtocolDialog::reject() {
  if (m_text == m_written || !m_isWhole || m_isOnDisk) return QDialog::reject();
  auto* box = new QMessageBox(QMessageBox::Question, tr("Not saved"), tr("This protocol has not been saved."),
                              QMessageBox::Cancel, this);
  box->setObjectName(QStringLiteral("notSaved"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* leave = box->addButton(tr("Close without saving"), QMessageBox::DestructiveRole);
  leave->setObjectName(QStringLiteral("leave"));
  connect(leave, &QPushButton::clicked, this, [this] { QDialog::reject(); });
  box->open();
}

}  // namespace snitt
