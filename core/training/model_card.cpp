#include "core/training/model_card.h"

#include <cmath>

#include "core/text/number.h"
#include "core/training/reference_distributions.h"

namespace snitt::training {
namespace {

// A page that grows by paragraphs.
class Page {
 public:
  void title(std::string_view text) { m_text.append("# ").append(text).append("\n"); }
  void heading(std::string_view text) { m_text.append("\n## ").append(text).append("\n"); }
  void line(std::string_view text) { m_text.append(text).append("\n"); }
  void item(std::string_view text) { m_text.append("- ").append(text).append("\n"); }
  void row(const std::vector<std::string>& cells) {
    m_text.append("|");
    for (const std::string& cell : cells) m_text.append(" ").append(cell).append(" |");
    m_text.append("\n");
  }
  void header(const std::vector<std::string>& cells) {
    row(cells);
    row(std::vector<std::string>(cells.size(), "---"));
  }
  [[nodiscard]] std::string take() { return std::move(m_text); }

 private:
  std::string m_text;
};

std::string told(std::size_t patients) {
  return patients < kLeastCell ? std::string(kNotTold) : std::to_string(patients);
}

std::string percent(double share, std::size_t patients) {
  if (patients < kLeastCell || std::isnan(share)) return std::string(kNotTold);
  return fixed(100 * share, 0) + " %";
}

std::string number(double value) { return std::isnan(value) ? std::string("undefined") : fixed(value, 3); }

std::string sentence(std::string text) {
  if (!text.empty() && !text.ends_with('.')) text += '.';
  return text;
}

void writeUse(Page& page, const BundleIdentity& bundle) {
  page.title(bundle.name + " " + bundle.version);
  page.line("Status: " + std::string(toText(bundle.status)) + ". Licence: " + bundle.licence + ".");
  page.line("");
  page.line("For research only: no result of this bundle may decide about a patient's treatment.");
  page.heading("Intended use");
  page.line(sentence(bundle.intendedUse));
  page.heading("Limits");
  page.item("It has been tried on no other patients than those below; how it does elsewhere is not known.");
  page.item("It was trained in the manner that the DoMore project published, and is not that system nor equal to it.");
  for (const std::string& limit : bundle.limits) page.item(sentence(limit));
}

void writePopulation(Page& page, const TrainConfig& config, const ModelCard& card) {
  page.heading("Training population");
  page.line("Patients by side. Numbers under five, and those from which they follow, are not told.");
  page.line("");
  page.line(cohortMarkdown(card.cohort));
  if (card.excludedRows > 0) page.line("Slides left out by the list: " + told(card.excludedRows) + ".");
  page.line("Event: " + std::string(config.event == EventKind::death ? "death of any cause" : "death of the cancer") +
            ". " + describe(config.labels) + ".");
}

void writeMaking(Page& page, const TrainConfig& config, const ModelCard& card) {
  page.heading("How it was made");
  page.line(sentence("Software: " + card.software));
  page.line(card.device == "cpu" ? "Networks were trained on a CPU."
                                 : "Networks were trained on a GPU (" + card.device + ").");
  page.line(config.learning.loss == Loss::distinct
                ? "Networks learned to tell distinct poor from distinct good outcome."
                : "Networks learned the order of events in time (Cox's partial likelihood).");
  for (const std::string& beginning : card.beginnings) page.line(sentence(beginning));
  page.line("Of each resolution's networks the " + std::to_string(config.keep) + " with the highest " +
            std::string(toText(config.memberFigure)) + " on tuning patients became members:");
  page.line("");
  page.header({"resolution", "seed", std::string(toText(config.memberFigure)), "member"});
  for (const TunedNetwork& network : card.networks)
    page.row({network.resolution, std::to_string(network.seed), number(network.figure),
              network.member.empty() ? "no" : network.member});
}

void writeThresholds(Page& page, const TrainConfig& config, const ModelCard& card) {
  page.heading("Thresholds");
  page.line("Rule, named before the training: " + describe(config.threshold) +
            ". It was applied once to each resolution's tuning patients, and the thresholds are frozen.");
  page.line("");
  page.header({"resolution", "threshold", "sensitivity (distinct poor)", "specificity (distinct good)", "share above",
               "patients"});
  for (const auto& [resolution, choice] : card.thresholds)
    page.row({resolution, shortest(choice.threshold), percent(choice.sensitivity, choice.poor),
              percent(choice.specificity, choice.good), percent(choice.poorShare, choice.patients),
              told(choice.patients)});
}

void writeFigures(Page& page, const ModelCard& card) {
  page.heading("Performance");
  page.line("On tuning patients networks, checkpoints and thresholds were chosen, so their figures are too good.");
  page.line("");
  page.header({"figure", "side", "value", "95 % interval", "patients", "events"});
  for (const CardFigure& figure : card.figures) {
    const bool small = figure.patients < kLeastCell || figure.events < kLeastCell;
    const statistics::Estimate& value = figure.value;
    const bool hasInterval = !std::isnan(value.lower95) && !std::isnan(value.upper95);
    page.row({figure.what, std::string(toText(figure.side)), small ? std::string(kNotTold) : number(value.value),
              small || !hasInterval ? "" : number(value.lower95) + " to " + number(value.upper95),
              told(figure.patients), told(figure.events)});
  }
}

void writeRisk(Page& page, const TrainConfig& config, const ModelCard& card) {
  page.heading("Risk");
  if (card.riskMaps.empty()) return page.line(sentence("The bundle states no risks: " + card.noRiskMap));
  page.line("The combined score is turned into the risk of the event by a map that was fitted on " +
            told(card.riskPatients) + " tuning patients of all outcomes (" + told(card.riskEvents) +
            " events) and is frozen. Risks at its lowest and its highest score:");
  page.line("");
  page.header({"years", "lowest", "highest"});
  for (const RiskMap& map : card.riskMaps)
    page.row({shortest(std::round(map.horizonDays / config.labels.daysPerYear * 1000) / 1000),
              fixed(100 * map.risks.front(), 0) + " %", fixed(100 * map.risks.back(), 0) + " %"});
}

}  // namespace

std::string formatModelCard(const TrainConfig& config, const ModelCard& card) {
  Page page;
  writeUse(page, config.bundle);
  writePopulation(page, config, card);
  writeMaking(page, config, card);
  writeThresholds(page, config, card);
  writeFigures(page, card);
  writeRisk(page, config, card);
  return page.take();
}

}  // namespace snitt::training
