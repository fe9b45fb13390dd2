#include "core/analysis/json_p.h"
#include "core/analysis/sections_json_p.h"

namespace snitt::analysis {
namespace {

void writeConcordance(JsonWriter& out, std::string_view key, const statistics::Concordance& one) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "c", one.c.value);
  writeNumber(out, "se", one.c.stdErr);
  writeNumber(out, "lower95", one.c.lower95);
  writeNumber(out, "upper95", one.c.upper95);
  writeNumber(out, "concordant", one.pairs.concordant);
  writeNumber(out, "discordant", one.pairs.discordant);
  writeNumber(out, "tiedScore", one.pairs.tiedScore);
  writeNumber(out, "tiedTime", one.pairs.tiedTime);
  if (!one.undefined.empty()) out.key("undefined").text(one.undefined);
  out.close();
}

void writeDifference(JsonWriter& out, std::string_view key, const statistics::Difference& one) {
  out.key(key).openObject(kOneLine);
  writeNumber(out, "difference", one.difference.value);
  writeNumber(out, "se", one.difference.stdErr);
  writeNumber(out, "lower95", one.difference.lower95);
  writeNumber(out, "upper95", one.difference.upper95);
  writeNumber(out, "z", one.z);
  writeNumber(out, "p", one.p);
  out.close();
}

void writeRoc(JsonWriter& out, const statistics::TimeRoc& roc) {
  std::vector<double> threshold;
  std::vector<double> sensitivity;
  std::vector<double> specificity;
  for (const statistics::RocPoint& point : roc.points) {
    threshold.push_back(point.threshold);
    sensitivity.push_back(point.sensitivity);
    specificity.push_back(point.specificity);
  }
  out.key("roc").openObject();
  writeNumbers(out, "threshold", threshold);
  writeNumbers(out, "sensitivity", sensitivity);
  writeNumbers(out, "specificity", specificity);
  out.close();
}

void writeAuc(JsonWriter& out, const std::string& score, const statistics::TimeAuc& auc, const statistics::TimeRoc& roc,
              bool competing) {
  out.openObject();
  out.key("score").text(score);
  writeNumber(out, "horizon", auc.horizon);
  writeNumber(out, "auc", auc.auc.value);
  writeNumber(out, "se", auc.auc.stdErr);
  writeNumber(out, "lower95", auc.auc.lower95);
  writeNumber(out, "upper95", auc.auc.upper95);
  writeCount(out, "cases", auc.cases);
  writeCount(out, "controls", auc.controls);
  if (competing) writeCount(out, "competing", auc.competing);
  writeCount(out, "censoredBefore", auc.unknown);
  if (!auc.undefined.empty()) out.key("undefined").text(auc.undefined);
  writeRoc(out, roc);
  out.close();
}

void writeComparison(JsonWriter& out, const ScoreComparison& one) {
  out.openObject();
  out.key("first").text(one.first);
  out.key("second").text(one.second);
  writeDifference(out, "harrell", one.harrell);
  writeDifference(out, "uno", one.uno);
  out.key("auc").openArray();
  for (const statistics::TimeAucComparison& at : one.auc) {
    out.openObject();
    writeNumber(out, "horizon", at.first.horizon);
    writeDifference(out, "auc", at.difference);
    out.close();
  }
  out.close();
  out.close();
}

}  // namespace

void writeBootstrap(JsonWriter& out, const ResampledFigures& bootstrap) {
  out.key("bootstrap").openObject();
  writeCount(out, "resamples", bootstrap.resamples);
  out.key("seed").raw(std::to_string(bootstrap.seed));
  writeCount(out, "patients", bootstrap.patients);
  out.key("figures").openArray();
  for (std::size_t i = 0; i < bootstrap.figures.size(); ++i) {
    const statistics::BootstrapFigure& figure = bootstrap.figures[i];
    out.openObject();
    out.key("name").text(bootstrap.names[i]);
    writeNumber(out, "value", figure.value);
    writeNumber(out, "se", figure.stdErr);
    writeInterval(out, "percentile", figure.percentile95);
    writeInterval(out, "bca", figure.bca95);
    writeCount(out, "undefined", figure.undefined);
    out.close();
  }
  out.close();
  out.close();
}

void writeDiscrimination(JsonWriter& out, const DiscriminationSection& section) {
  const ScoreDiscrimination& first = section.scores.front();
  out.key("concordance").openObject();
  out.key("score").text(first.score);
  writeCount(out, "n", section.n);
  writeCount(out, "events", section.events);
  writeCount(out, "dropped", section.dropped);
  writeConcordance(out, "harrell", first.harrell);
  writeConcordance(out, "uno", first.uno);
  out.key("others").openArray();
  for (std::size_t s = 1; s < section.scores.size(); ++s) {
    out.openObject();
    out.key("score").text(section.scores[s].score);
    writeConcordance(out, "harrell", section.scores[s].harrell);
    writeConcordance(out, "uno", section.scores[s].uno);
    out.close();
  }
  out.close();
  out.key("comparisons").openArray();
  for (const ScoreComparison& one : section.comparisons) writeComparison(out, one);
  out.close();
  if (section.bootstrap) writeBootstrap(out, *section.bootstrap);
  out.close();
  out.key("auc").openArray();
  for (const ScoreDiscrimination& one : section.scores)
    for (std::size_t h = 0; h < one.auc.size(); ++h)
      writeAuc(out, one.score, one.auc[h], one.roc[h], section.competing);
  out.close();
}

}  // namespace snitt::analysis
