#include "inference/training/optimiser.h"

#include <cmath>
#include <numbers>

namespace snitt {
namespace {

// From `from` at share 0 to `to` at share 1.
double cosine(double from, double to, double share) {
  return to + (from - to) / 2 * (1 + std::cos(std::numbers::pi * share));
}

Result<void> within(const char* name, double value, double least, double most) {
  if (std::isfinite(value) && value >= least && value <= most) return {};
  return fail(ErrorKind::usage, std::string(name) + " of " + std::to_string(value) + " is not between " +
                                    std::to_string(least) + " and " + std::to_string(most));
}

NetworkTensors::value_type flat(std::string name, const std::vector<float>& values) {
  return {std::move(name), TensorData{{static_cast<std::int64_t>(values.size())}, values}};
}

double oneCycle(const OptimiserOptions& options, std::int64_t step, std::int64_t steps) {
  const double start = options.learningRate / options.startDivisor;
  const double warmEnd = options.warmShare * static_cast<double>(steps) - 1;
  const auto now = static_cast<double>(step);
  if (now <= warmEnd) return cosine(start, options.learningRate, warmEnd > 0 ? now / warmEnd : 1);
  const double left = static_cast<double>(steps) - 1 - warmEnd;
  return cosine(options.learningRate, start / options.endDivisor, left > 0 ? (now - warmEnd) / left : 1);
}

}  // namespace

double learningRateAt(const OptimiserOptions& options, std::int64_t step, std::int64_t steps) {
  switch (options.schedule) {
    case LearningSchedule::constant:
      return options.learningRate;
    case LearningSchedule::cosine:
      return cosine(options.learningRate, 0, static_cast<double>(step) / static_cast<double>(steps));
    case LearningSchedule::oneCycle:
      break;
  }
  return oneCycle(options, step, steps);
}

Result<void> checkOptimiser(const OptimiserOptions& options) {
  for (const auto& checked :
       {within("a learning rate", options.learningRate, 0, 1e3), within("a weight decay", options.weightDecay, 0, 1e3),
        within("a momentum", options.momentum, 0, 0.99999),
        within("a second momentum", options.secondMomentum, 0, 0.9999999), within("an epsilon", options.epsilon, 0, 1),
        within("a largest gradient", options.mostGradientNorm, 0, 1e30),
        within("a share of warming up", options.warmShare, 0, 1),
        within("a start divisor", options.startDivisor, 1, 1e12),
        within("an end divisor", options.endDivisor, 1, 1e12)})
    if (!checked) return checked;
  return {};
}

Optimiser::Optimiser(const OptimiserOptions& options, std::span<const TrainedParameter> parameters)
    : m_options(options), m_parameters(parameters) {
  for (const TrainedParameter& parameter : parameters) {
    m_first.emplace_back(parameter.values.size(), 0.0F);
    m_second.emplace_back(options.kind == OptimiserKind::sgd ? 0 : parameter.values.size(), 0.0F);
  }
}

Result<void> Optimiser::step(double learningRate, bool headAlone) {
  double squares = 0;
  for (const TrainedParameter& parameter : m_parameters) {
    if (headAlone && !parameter.ofHead) continue;
    double own = 0;
    for (const float value : parameter.gradient) own += static_cast<double>(value) * value;
    if (!std::isfinite(own))
      return fail(ErrorKind::model, "the gradient of " + parameter.name + " holds NaN or Inf: training has diverged");
    squares += own;
  }
  const double norm = std::sqrt(squares);
  const bool tooLong = m_options.mostGradientNorm > 0 && norm > m_options.mostGradientNorm;
  const double scale = tooLong ? m_options.mostGradientNorm / norm : 1;
  ++m_steps.head;
  if (!headAlone) ++m_steps.encoder;
  for (std::size_t p = 0; p < m_parameters.size(); ++p) {
    if (headAlone && !m_parameters[p].ofHead) continue;
    m_options.kind == OptimiserKind::sgd ? sgd(p, learningRate, scale) : adam(p, learningRate, scale);
  }
  return {};
}

void Optimiser::adam(std::size_t p, double learningRate, double gradientScale) {
  const TrainedParameter& parameter = m_parameters[p];
  const auto beta1 = static_cast<float>(m_options.momentum);
  const auto beta2 = static_cast<float>(m_options.secondMomentum);
  const auto scale = static_cast<float>(gradientScale);
  const double decay = parameter.matrix ? m_options.weightDecay : 0;
  const bool apart = m_options.kind == OptimiserKind::adamW;
  const auto keep = static_cast<float>(apart ? 1 - learningRate * decay : 1);
  const auto pull = static_cast<float>(apart ? 0 : decay);
  const auto count = static_cast<double>(stepsOf(parameter));
  const auto stepSize = static_cast<float>(learningRate / (1 - std::pow(m_options.momentum, count)));
  const auto rootOfBias = static_cast<float>(std::sqrt(1 - std::pow(m_options.secondMomentum, count)));
  const auto epsilon = static_cast<float>(m_options.epsilon);
  float* first = m_first[p].data();
  float* second = m_second[p].data();
  for (std::size_t i = 0; i < parameter.values.size(); ++i) {
    float& value = parameter.values[i];
    const float gradient = scale * parameter.gradient[i] + pull * value;
    first[i] = beta1 * first[i] + (1 - beta1) * gradient;
    second[i] = beta2 * second[i] + (1 - beta2) * gradient * gradient;
    value = keep * value - stepSize * first[i] / (std::sqrt(second[i]) / rootOfBias + epsilon);
  }
}

void Optimiser::sgd(std::size_t p, double learningRate, double gradientScale) {
  const TrainedParameter& parameter = m_parameters[p];
  const auto momentum = static_cast<float>(m_options.momentum);
  const auto scale = static_cast<float>(gradientScale);
  const auto decay = static_cast<float>(parameter.matrix ? m_options.weightDecay : 0);
  const auto rate = static_cast<float>(learningRate);
  float* first = m_first[p].data();
  const bool begins = stepsOf(parameter) == 1;
  for (std::size_t i = 0; i < parameter.values.size(); ++i) {
    float& value = parameter.values[i];
    const float gradient = scale * parameter.gradient[i] + decay * value;
    first[i] = begins ? gradient : momentum * first[i] + gradient;
    value -= rate * first[i];
  }
}

NetworkTensors Optimiser::state() const {
  NetworkTensors state;
  for (std::size_t p = 0; p < m_parameters.size(); ++p) {
    state.insert(flat("m:" + m_parameters[p].name, m_first[p]));
    if (!m_second[p].empty()) state.insert(flat("v:" + m_parameters[p].name, m_second[p]));
  }
  return state;
}

Result<void> Optimiser::restore(OptimiserSteps steps, const NetworkTensors& state) {
  std::size_t expected = 0;
  for (const bool second : {false, true}) {
    auto& moments = second ? m_second : m_first;
    for (std::size_t p = 0; p < m_parameters.size(); ++p) {
      if (moments[p].empty()) continue;
      ++expected;
      const std::string name = (second ? "v:" : "m:") + m_parameters[p].name;
      const auto found = state.find(name);
      if (found == state.end() || found->second.values.size() != moments[p].size())
        return fail(ErrorKind::corrupt, "the optimiser's state lacks " + name + " or has it with another length");
      moments[p] = found->second.values;
    }
  }
  if (state.size() != expected)
    return fail(ErrorKind::corrupt, "the optimiser's state holds what does not belong to it");
  m_steps = steps;
  return {};
}

}  // namespace snitt
