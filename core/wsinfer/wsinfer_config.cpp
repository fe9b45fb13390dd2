#include <cmath>
#include <set>

#include "core/json_reader_p.h"
#include "core/text/number.h"
#include "core/wsinfer/wsinfer_model.h"

namespace snitt {
namespace {

using Json = nlohmann::json;

constexpr int mostPatchPx = 32768;

tl::unexpected<Error> wrong(const std::string& key, const std::string& what) {
  return fail(ErrorKind::model, key + " " + what);
}

tl::unexpected<Error> unknownTransform(const std::string& key, const std::string& what) {
  return fail(ErrorKind::unsupported,
              key + " " + what + "; Snitt does Resize (to one edge), ToTensor and Normalize, in this order");
}

Result<std::array<double, 3>> triple(const Json& arguments, const std::string& key, const std::string& name) {
  std::array<double, 3> values{};
  const std::string argument = std::string(key).append(".arguments.").append(name);
  if (!arguments.contains(name) || !arguments[name].is_array() || arguments[name].size() != values.size())
    return wrong(argument, "must list three numbers, for red, green and blue");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!arguments[name][i].is_number()) return wrong(argument, "must list three numbers");
    values[i] = arguments[name][i].get<double>();
    if (!std::isfinite(values[i]) || (name == "std" && values[i] <= 0))
      return wrong(argument, "lists " + shortest(values[i]));
  }
  return values;
}

// An argument that is not known could change what the network sees.
Result<void> onlyArguments(const Json& arguments, const std::string& key, const std::set<std::string>& known) {
  for (const auto& [name, value] : arguments.items())
    if (!known.contains(name))
      return unknownTransform(std::string(key).append(".arguments.").append(name), "is not known");
  return {};
}

Result<int> resizeEdge(const Json& arguments, const std::string& key) {
  if (auto known = onlyArguments(arguments, key, {"size", "interpolation", "antialias"}); !known)
    return fail(known.error());
  if (arguments.contains("interpolation") && arguments["interpolation"] != "bilinear")
    return unknownTransform(key + ".arguments.interpolation", "is not \"bilinear\"");
  if (arguments.contains("antialias") && arguments["antialias"] != true)
    return unknownTransform(key + ".arguments.antialias", "is not true");
  Json size = arguments.contains("size") ? arguments["size"] : Json();
  if (size.is_array() && size.size() == 2 && size[0] != size[1])
    return unknownTransform(key + ".arguments.size", "is not square");
  if (size.is_array() && (size.size() == 1 || size.size() == 2)) size = Json(size[0]);
  if (!size.is_number_integer() || size.get<double>() < 1 || size.get<double>() > mostPatchPx)
    return wrong(key + ".arguments.size", "must be a whole number from 1 to " + std::to_string(mostPatchPx));
  return size.get<int>();
}

Result<void> readStep(const Json& step, const std::string& key, WsinferConfig& into, std::string& last) {
  if (!step.is_object() || !step.contains("name") || !step["name"].is_string())
    return wrong(key, "must be an object with a name");
  const std::string name = step["name"].get<std::string>();
  const Json arguments =
      step.contains("arguments") && !step["arguments"].is_null() ? step["arguments"] : Json::object();
  if (!arguments.is_object()) return wrong(key + ".arguments", "must be an object");
  const bool inOrder = (name == "Resize" && last.empty()) ||
                       (name == "ToTensor" && (last.empty() || last == "Resize")) ||
                       (name == "Normalize" && last == "ToTensor");
  if (!inOrder) return unknownTransform(key, "is \"" + name + "\"" + (last.empty() ? "" : " after \"" + last + "\""));
  last = name;
  if (name == "ToTensor") return onlyArguments(arguments, key, {});
  if (name == "Resize") {
    const auto edge = resizeEdge(arguments, key);
    if (!edge) return fail(edge.error());
    into.resizePx = *edge;
    return {};
  }
  if (auto known = onlyArguments(arguments, key, {"mean", "std"}); !known) return known;
  const auto mean = triple(arguments, key, "mean");
  if (!mean) return fail(mean.error());
  const auto sd = triple(arguments, key, "std");
  if (!sd) return fail(sd.error());
  into.normalisation = {*mean, *sd};
  return {};
}

Result<void> readTransform(const Json& document, WsinferConfig& into) {
  if (!document.contains("transform")) return wrong("transform", "is missing");
  const Json& steps = document["transform"];
  // Before spec version 1.0 it was an object with resize_size, mean and std.
  if (!steps.is_array()) return unknownTransform("transform", "must be a list of steps");
  std::string last;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (auto step = readStep(steps[i], "transform[" + std::to_string(i) + "]", into, last); !step) return step;
  if (last.empty() || last == "Resize") return unknownTransform("transform", "has no ToTensor");
  return {};
}

Result<void> checkConfig(const WsinferConfig& config, std::int64_t classes) {
  if (config.classNames.size() != static_cast<std::size_t>(std::max<std::int64_t>(classes, 0)) || classes < 1)
    return wrong("class_names", "lists " + std::to_string(config.classNames.size()) + " classes, num_classes is " +
                                    std::to_string(classes));
  for (const std::string& name : config.classNames)
    if (name.find_first_not_of(" \t\r\n") == std::string::npos) return wrong("class_names", "lists an empty name");
  if (std::set(config.classNames.begin(), config.classNames.end()).size() != config.classNames.size())
    return wrong("class_names", "lists a class twice");
  if (config.patchPx < 1 || config.patchPx > mostPatchPx)
    return wrong("patch_size_pixels",
                 "is " + std::to_string(config.patchPx) + " and must be from 1 to " + std::to_string(mostPatchPx));
  if (!std::isfinite(config.spacingUmPx) || config.spacingUmPx < 0.05 || config.spacingUmPx > 20)
    return wrong("spacing_um_px", "is " + shortest(config.spacingUmPx) + " and must be from 0.05 to 20");
  return {};
}

}  // namespace

Result<WsinferConfig> parseWsinferConfig(std::string_view text) {
  const auto document = parseJson(text);
  if (!document) return fail(ErrorKind::model, document.error().message);
  if (!document->is_object()) return fail(ErrorKind::model, "it is no JSON object");
  std::optional<Error> error;
  JsonReader in(error, &*document, "");
  if (in.has("spec_version"))
    if (const std::string version = in.text("spec_version"); !error && version != "1.0")
      return fail(ErrorKind::unsupported, "spec_version is \"" + version + "\"; this program reads \"1.0\"");
  WsinferConfig config;
  if (in.has("architecture")) config.architecture = in.text("architecture");
  const std::int64_t classes = in.integer("num_classes");
  config.classNames = in.texts("class_names");
  config.patchPx = in.smallInteger("patch_size_pixels");
  config.spacingUmPx = in.number("spacing_um_px");
  if (error) return fail(ErrorKind::model, error->message);
  if (auto sound = checkConfig(config, classes); !sound) return fail(sound.error());
  if (auto transform = readTransform(*document, config); !transform) return fail(transform.error());
  return config;
}

}  // namespace snitt
