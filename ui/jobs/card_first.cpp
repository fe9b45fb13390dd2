#include "ui/jobs/card_first.h"

#include <QCoreApplication>

#include "core/notes/accepted_cards.h"
#include "ui/jobs/known_bundle.h"
#include "ui/score/card_dialog.h"

namespace snitt {

QString askToAcceptCard(const KnownBundle& bundle, const std::filesystem::path& cardsFile, const std::string& person,
                        QWidget* parent) {
  if (cardsFile.empty()) return {};
  const AcceptedCards cards(cardsFile);
  if (cards.accepted(bundle.sha256, person)) return {};
  const Manifest& manifest = bundle.manifest;
  CardDialog dialog({QString::fromStdString(manifest.name), QString::fromStdString(manifest.version), manifest.status},
                    bundle.card, CardDialog::Mode::mustAccept, parent);
  if (dialog.exec() != QDialog::Accepted)
    return QCoreApplication::translate("CardFirst", "A bundle is used once its model card has been read.");
  const auto kept = cards.accept(bundle.sha256, manifest.name, manifest.version, person);
  return kept ? QString() : QString::fromStdString(kept.error().message);
}

}  // namespace snitt
