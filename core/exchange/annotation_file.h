// Annotations as files of other programs hold them: QuPath's GeoJSON, ASAP's and Aperio ImageScope's XML, V7's Darwin
// JSON 2.0 and WSInfer's tables of tiles. Pure functions; any thread.
//
// GeoJSON loses nothing, in either direction. The others hold less than an annotation does; what they leave out is said
// in the findings. Numbers are written in the shortest form that gives the same doubles back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/annotation/annotation.h"
#include "core/result.h"

namespace snitt {

enum class AnnotationFormat { geoJson, asap, aperio, darwin, wsinferCsv };

// "QuPath GeoJSON", "ASAP XML" …
[[nodiscard]] std::string_view shownNameOf(AnnotationFormat format);
// "geojson", "asap", "aperio", "darwin", "wsinfer"
[[nodiscard]] std::optional<AnnotationFormat> annotationFormatOf(std::string_view name);
// With the dot: ".geojson", ".xml", ".json", ".csv".
[[nodiscard]] std::string_view extensionOf(AnnotationFormat format);

struct AnnotationFile {
  AnnotationFormat format = AnnotationFormat::geoJson;
  std::vector<Annotation> annotations;   // areas are valid (core/area_ops.h), ids are UUIDs and differ
  std::vector<AnnotationClass> classes;  // those of the annotations and those that the file lists; each once
  std::optional<double> mpp;             // µm per level-0 pixel, where the file tells
  std::string foreign;                   // what the file says of itself beyond this: a JSON object, or empty
  std::vector<std::string> findings;     // what was repaired, left out or looks wrong; a sentence each
};

struct ReadOptions {
  // Of the slide that the file is for, at level 0; objects are checked against them.
  std::optional<double> slideWidthPx;
  std::optional<double> slideHeightPx;
  std::optional<double> slideMpp;
  std::string author;  // of objects whose file names none
};

// The format follows from the contents; `name` is what messages call the file. Errors begin with it. Corrupt: no such
// file, cut off, a coordinate that is no finite number, all objects outside the slide; unsupported: recognised, but
// nothing that can be read (a .qpdata, a zip, another kind of XML).
[[nodiscard]] Result<AnnotationFile> readAnnotations(std::string_view bytes, const std::string& name,
                                                     const ReadOptions& options = {});

struct WriteOptions {
  std::string slideName;      // file name of the slide
  std::optional<double> mpp;  // for the lengths and areas in Aperio's XML
  std::optional<double> slideWidthPx;
  std::optional<double> slideHeightPx;
  std::vector<AnnotationClass> classes;  // colours of classes whose annotations bring none
  std::string foreign;                   // an AnnotationFile's
};

struct WrittenAnnotations {
  std::string text;
  std::vector<std::string> findings;  // what the format cannot hold; a sentence each
};

// Coordinates must be finite. Errors: unsupported, where the format can hold none of the annotations.
[[nodiscard]] Result<WrittenAnnotations> writeAnnotations(const std::vector<Annotation>& annotations,
                                                          AnnotationFormat format, const WriteOptions& options = {});

}  // namespace snitt
