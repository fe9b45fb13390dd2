// StudiesWindow: what is done to validations, by dialogs and the program snitt.
#include <QDesktopServices>
#include <QFileDialog>
#include <QUrl>

#include "ui/cases/foreign_text.h"
#include "ui/cohort/cohort_words.h"
#include "ui/studies/drift_page.h"
#include "ui/studies/lock_dialog.h"
#include "ui/studies/protocol_dialog.h"
#include "ui/studies/report_look.h"
#include "ui/studies/run_study_dialog.h"
#include "ui/studies/sign_dialog.h"
#include "ui/studies/studies_table.h"
#include "ui/studies/studies_window.h"
#include "ui/studies/study_details.h"
#include "ui/studies/study_work.h"
#include "ui/window/notice_bar.h"

namespace snitt {

namespace {

QString textOf(const std::filesystem::path& path) { return QString::fromStdString(path.string()); }

}  // namespace

void StudiesWindow::wireDetails() {
  connect(m_details, &StudyDetails::fileOpened, this, &StudiesWindow::open);
  connect(m_details, &StudyDetails::signAsked, this, &StudiesWindow::askSign);
  connect(m_details, &StudyDetails::runAsked, this, &StudiesWindow::askRun);
  connect(m_details, &StudyDetails::lockAgainAsked, this, &StudiesWindow::askLock);
  connect(m_details, &StudyDetails::runChosen, this, &StudiesWindow::select);
  connect(m_details, &StudyDetails::reportFindAsked, this, [this](std::int64_t run) {
    const QString folder = QFileDialog::getExistingDirectory(this, tr("The folder of the report of run %1").arg(run),
                                                             textOf(m_places.last("out")));
    if (!folder.isEmpty()) takeReport(run, folder.toStdString());
  });
}

void StudiesWindow::takeReport(std::int64_t run, const std::filesystem::path& folder) {
  const auto row = m_details->row();
  const auto reading = m_table->reading();
  if (!row || !reading || row->runIn(*reading) == nullptr || row->numberIn(*reading) != run) return;
  m_work.run<Result<void>>(
      this,
      [folder, id = reading->id, asked = *row->runIn(*reading)](const std::stop_token& stop) {
        return checkIsReportOf(folder, id, asked, stop);
      },
      [this, run, folder, id = reading->id](const Result<void>& found) {
        if (!found) return say(faultWords(found.error()));
        m_places.setReport(id, run, folder);
        m_details->lookAgain();
      });
}

void StudiesWindow::open(const std::filesystem::path& file) {
  if (file.empty()) return;
  const bool opened =
      m_parts.openFile ? m_parts.openFile(file) : QDesktopServices::openUrl(QUrl::fromLocalFile(textOf(file)));
  if (!opened) say(tr("The system has no program that opens %1.").arg(shownText(file.filename().string(), 120)));
}

bool StudiesWindow::mayBegin() {
  if (m_parts.work == nullptr) return false;
  const QString why = m_parts.work->obstacle();
  if (!why.isEmpty()) say(why);
  return why.isEmpty();
}

void StudiesWindow::askNew() {
  auto* dialog =
      new ProtocolDialog({m_places.last("protocol"), m_parts.bundles, m_parts.person ? m_parts.person() : std::string(),
                          m_parts.names.get(), [this](const std::filesystem::path& file) { open(file); }},
                         this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &ProtocolDialog::saved, this,
          [this](const std::filesystem::path& file) { m_places.setLast("protocol", file); });
  connect(dialog, &ProtocolDialog::lockAsked, this, &StudiesWindow::askLock);
  dialog->open();
}

void StudiesWindow::askLock(const std::filesystem::path& protocol) {
  if (!mayBegin()) return;
  auto* dialog = new LockDialog(protocol, m_places.last("protocol"), *m_parts.names, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    LockOrder order = dialog->order();
    order.registerFile = m_watch->file();
    m_places.setLast("protocol", order.protocol);
    if (auto begun = m_parts.work->lock(order); !begun) say(faultWords(begun.error()));
  });
  dialog->open();
}

void StudiesWindow::askRun(const std::filesystem::path& protocol) {
  if (!mayBegin()) return;
  auto* dialog = new RunStudyDialog(protocol, m_places, *m_parts.names, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    RunOrder order = dialog->order();
    order.registerFile = m_watch->file();
    for (const auto& [purpose, place] :
         {std::pair("protocol", order.protocol), std::pair("cohort", order.cohort), std::pair("out", order.out)})
      m_places.setLast(purpose, place);
    if (!order.trainingRecord.empty()) m_places.setLast("record", order.trainingRecord);
    m_runProtocol = order.protocol;
    if (auto begun = m_parts.work->run(order, dialog->password()); !begun) say(faultWords(begun.error()));
  });
  dialog->open();
}

void StudiesWindow::askSign(const std::filesystem::path& report) {
  const auto row = m_details->row();
  const auto reading = m_table->reading();
  if (!row || !reading || row->runIn(*reading) == nullptr || !mayBegin()) return;
  auto* dialog = new SignDialog(row->lockIn(*reading), *row->runIn(*reading),
                                m_parts.persons ? m_parts.persons() : std::vector<std::string>(),
                                m_parts.person ? m_parts.person() : std::string(), *m_parts.names, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QDialog::accepted, this, [this, dialog, report] {
    SignOrder order = dialog->order();
    order.report = report;
    order.registerFile = m_watch->file();
    if (auto begun = m_parts.work->sign(order, dialog->pin()); !begun) say(faultWords(begun.error()));
  });
  dialog->open();
}

void StudiesWindow::askRegister() {
  const QString file = QFileDialog::getOpenFileName(this, tr("Look through a register of validations"),
                                                    textOf(m_watch->file()), tr("Registers (*.jsonl);;All files (*)"));
  if (!file.isEmpty()) m_watch->setFile(file.toStdString());
}

// What came of it is said in the program's own words; the list follows the register.
void StudiesWindow::takeWork() {
  StudyWork& work = *m_parts.work;
  for (const QString& one : work.notices()) say(one);
  if (work.wasStopped()) {
    m_notice->inform(work.kind() == StudyWork::Kind::run
                         ? tr("The run was stopped. The register holds it, without a conclusion.")
                         : tr("Stopped."));
  } else if (!work.fault().isEmpty()) {
    say(work.fault());
  } else if (work.kind() == StudyWork::Kind::lock) {
    if (const auto made = parseLockMade(work.output())) {
      m_wanted = made->number;
      m_places.setProtocol(made->registerId, made->number, work.about());
      for (const QString& one : made->remarks) say(one);
      m_notice->inform(tr("%1 is locked.").arg(shownText(made->study, 120)));
    }
  } else if (work.kind() == StudyWork::Kind::run) {
    if (const auto made = parseReportMade(work.output())) {
      m_wanted = made->run;
      m_wantedReport = work.about();
      m_notice->inform(shownText(made->conclusion, 600));
    }
  } else if (work.kind() == StudyWork::Kind::sign) {
    m_notice->inform(tr("The report is signed."));
  } else if (work.kind() == StudyWork::Kind::drift) {
    m_drift->showReport(work.about());
  }
  showWork();
  takeWanted();
  m_watch->lookNow();
}

}  // namespace snitt
