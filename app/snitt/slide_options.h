// Options about a slide that several verbs share.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/decision/scope.h"
#include "core/result.h"
#include "inference/score_slide.h"
#include "tiling/slide_scale.h"

namespace CLI {
class App;
}

namespace snitt::app {

struct ScaleOptions {
  std::optional<double> mpp;
  std::string reason;

  // A usage error for a value that is not positive.
  [[nodiscard]] Result<std::optional<TypedMpp>> typed() const;
};

void addScaleOptions(CLI::App& verb, ScaleOptions& options);

struct TumourOption {
  std::string text;  // empty, "tissue", or a GeoJSON file

  [[nodiscard]] bool namesFile() const { return !text.empty() && text != "tissue"; }
  // Fills the request; reads the outline's file.
  [[nodiscard]] Result<void> apply(ScoreRequest& request) const;
};

void addTumourOption(CLI::App& verb, TumourOption& option);

[[nodiscard]] Result<std::vector<Fact>> parseFacts(const std::vector<std::string>& texts);

// Who is at the keyboard, for what was typed.
[[nodiscard]] std::string typist();

}  // namespace snitt::app
