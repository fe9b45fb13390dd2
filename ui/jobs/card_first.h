// Whoever uses a bundle for the first time has read what it was made for.
#pragma once

#include <QString>

#include <filesystem>
#include <string>

class QWidget;

namespace snitt {

struct KnownBundle;

// Shows the model card where `person` has not accepted it yet. Empty where it is accepted now; else why the bundle
// cannot be used, one sentence. `cardsFile`: of cards that were accepted; empty: nobody is asked.
[[nodiscard]] QString askToAcceptCard(const KnownBundle& bundle, const std::filesystem::path& cardsFile,
                                      const std::string& person, QWidget* parent);

}  // namespace snitt
