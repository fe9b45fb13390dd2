# Calibration of risks that are a formula of the covariates. Groups by survfit, pseudo-values by prodlim's jackknife,
# the smooth line by loess without interpolation, intercept and slope by glm with constant variance and a cloglog link
# (the estimating equations of geepack's geese) and the sandwich written out.
source("common.R")
suppressPackageStartupMessages(library(prodlim))

log_log <- function(time, event, horizon) {
  fit <- summary(survfit(Surv(time, event) ~ 1, conf.type = "log-log"), times = horizon, extend = TRUE)
  c(1 - fit$surv, fit$std.err, 1 - fit$upper, 1 - fit$lower)
}

groups_of <- function(time, event, risk, horizon, number) {
  breaks <- unique(quantile(risk, seq(0, 1, length = number + 1)))
  group <- cut(risk, breaks, include.lowest = TRUE)
  lapply(unname(split(seq_along(risk), group, drop = TRUE)), function(i)
    list(n = length(i), events = sum(event[i] == 1 & time[i] <= horizon), predicted = mean(risk[i]),
         lowest = min(risk[i]), highest = max(risk[i]), observed = log_log(time[i], event[i], horizon)))
}

pseudo_of <- function(time, event, horizon) {
  fit <- prodlim(Hist(time, event) ~ 1, data = data.frame(time = time, event = event))
  1 - jackknife(fit, times = horizon)[, 1]
}

line_at <- function(x, y, span, at)
  predict(loess(y ~ x, span = span, degree = 1, family = "gaussian", surface = "direct"), data.frame(x = at))

# What each y counts in the line at `at`: the line through unit vectors would say the same, one y at a time.
counts_at <- function(x, span, at) {
  distance <- abs(x - at)
  reach <- sort(distance)[floor(length(x) * span + 1e-5)]
  w <- ifelse(distance < reach, (1 - (distance / reach)^3)^3, 0)
  X <- cbind(1, x - at)
  (solve(t(X) %*% (w * X)) %*% t(w * X))[1, ]
}

curve_of <- function(time, event, risk, horizon, span, points) {
  y <- pseudo_of(time, event, horizon)
  at <- seq(min(risk), max(risk), length = points)
  value <- line_at(risk, y, span, at)
  residual <- y - approx(at, value, risk)$y
  se <- sapply(at, function(a) sqrt(sum((counts_at(risk, span, a) * residual)^2)))
  list(at = at, value = unname(value), se = se)
}

model_of <- function(time, event, risk, horizon) {
  y <- pseudo_of(time, event, horizon)
  lp <- log(-log(1 - risk))
  family <- quasi(link = "cloglog", variance = "constant")
  se <- function(fit, X) {
    D <- X * family$mu.eta(fit$linear.predictors)
    bread <- solve(t(D) %*% D)
    sqrt(diag(bread %*% (t(D * fit$residual) %*% (D * fit$residual)) %*% bread))
  }
  run <- function(X, offset, start) {
    # glm ends where the deviance no longer changes, which is half the digits of the coefficients: so it is sent on.
    for (i in 1:100) {
      fit <- suppressWarnings(glm.fit(X, y, offset = offset, family = family, start = start, intercept = FALSE,
                                      control = glm.control(maxit = 1)))
      start <- fit$coefficients
    }
    fit$residual <- y - fit$fitted.values
    list(value = unname(fit$coefficients), se = unname(se(fit, X)))
  }
  one <- matrix(1, length(y), 1)
  list(intercept = run(one, lp, 0), slope = run(cbind(1, lp), NULL, c(0, 1)))
}

ratio_of <- function(time, event, risk, horizon) {
  observed <- log_log(time, event, horizon)
  ratio <- observed[1] / mean(risk)
  c(ratio, ratio * exp(c(-1, 1) * qnorm(0.975) * observed[2] / observed[1]))
}

of <- function(time, event, risk, horizon, number) {
  pseudo <- pseudo_of(time, event, horizon)
  rows <- seq(1, length(time), by = 37)
  list(groups = groups_of(time, event, risk, horizon, number), pseudo = pseudo[rows],
       curve = curve_of(time, event, risk, horizon, 0.75, 21), model = model_of(time, event, risk, horizon),
       ratio = ratio_of(time, event, risk, horizon))
}

colon <- data_of("colon")
death <- colon[!is.na(colon$nodes) & colon$etype == 2, ]
lung <- data_of("lung")
out <- list()
risk <- 1 - exp(-1500 / 4000 * exp(0.09 * (death$nodes - 3.7) + 0.02 * (death$age - 60)))
out$colon <- of(death$time, death$status, risk, 1500, 10)
risk <- 1 - exp(-0.9 * exp(0.02 * (lung$age - 62)))
out$lung <- of(lung$time, as.numeric(lung$status == 2), risk, 365, 5)
out$months <- of(ceiling(lung$time / 30.5), as.numeric(lung$status == 2), risk, 12, 4)
write_json(out)
