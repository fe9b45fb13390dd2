# What is said of predicted risks where another event competes: observed risk (cmprsk's cuminc, and survfit with states),
# its pseudo-values (prodlim's jackknife, some of them again by leaving one out of survfit), calibration as in
# calibration.R (intercept and slope again by geepack's geese), Brier scores of riskRegression, the decision curve's
# formula with cuminc, and classes at a horizon with weights of censoring by pec, beside the ROC curve of riskRegression.
# A package that says the same as another stops the script where it does not.
source("common.R")
suppressPackageStartupMessages({
  library(cmprsk)
  library(geepack)
  library(pec)
  library(prodlim)
  library(riskRegression)
})

# Or the script stops.
alike <- function(a, b, within = 1e-9) stopifnot(max(abs(a - b) / pmax(1e-9, abs(b))) < within)

# Value, error and limits; survfit's value is the same. NA where the last of them was censored before the horizon.
observed_of <- function(time, cause, horizon) {
  if (horizon > max(time) && any(cause[time == max(time)] == 0)) return(rep(NA, 4))
  horizon <- min(horizon, max(time))
  if (!any(cause == 1 & time <= horizon)) return(c(0, 0, NA, NA))
  at <- timepoints(cuminc(time, cause), horizon)
  row <- paste("1", 1)
  value <- at$est[row, 1]
  error <- sqrt(at$var[row, 1])
  fit <- summary(survfit(Surv(time, factor(cause, 0:2)) ~ 1), times = horizon, extend = TRUE)
  alike(value, fit$pstate[1, 2])
  between <- survival:::survfit_confint(value, error, logse = FALSE, "log-log", 0.95)
  unname(c(value, error, between$lower, between$upper))
}

pseudo_of <- function(time, cause, horizon) {
  d <- data.frame(time, cause)
  y <- jackknife(prodlim(Hist(time, cause) ~ 1, data = d), times = horizon, cause = 1)[, 1]
  incidence <- function(d)
    summary(survfit(Surv(time, factor(cause, 0:2)) ~ 1, d), times = horizon, extend = TRUE)$pstate[1, 2]
  n <- nrow(d)
  some <- seq(1, n, by = 37)
  alike(y[some], n * incidence(d) - (n - 1) * sapply(some, function(i) incidence(d[-i, ])), 1e-7)
  unname(y)
}

groups_of <- function(time, cause, risk, horizon, number) {
  group <- cut(risk, unique(quantile(risk, seq(0, 1, length = number + 1))), include.lowest = TRUE)
  lapply(unname(split(seq_along(risk), group, drop = TRUE)), function(i)
    list(n = length(i), events = sum(cause[i] == 1 & time[i] <= horizon),
         competing = sum(cause[i] == 2 & time[i] <= horizon), predicted = mean(risk[i]),
         observed = observed_of(time[i], cause[i], horizon)))
}

curve_of <- function(y, risk, span, points) {
  at <- seq(min(risk), max(risk), length = points)
  value <- predict(loess(y ~ risk, span = span, degree = 1, family = "gaussian", surface = "direct"),
                   data.frame(risk = at))
  residual <- y - approx(at, value, risk)$y
  se <- sapply(at, function(a) {
    distance <- abs(risk - a)
    reach <- sort(distance)[floor(length(risk) * span + 1e-5)]
    w <- ifelse(distance < reach, (1 - (distance / reach)^3)^3, 0)
    X <- cbind(1, risk - a)
    sqrt(sum(((solve(t(X) %*% (w * X)) %*% t(w * X))[1, ] * residual)^2))
  })
  list(at = at, value = unname(value), se = se)
}

model_of <- function(y, risk) {
  lp <- log(-log(1 - risk))
  family <- quasi(link = "cloglog", variance = "constant")
  run <- function(X, offset, start) {
    for (i in 1:100) {  # glm ends where the deviance no longer changes, which is half the digits: so it is sent on
      fit <- suppressWarnings(glm.fit(X, y, offset = offset, family = family, start = start, intercept = FALSE,
                                      control = glm.control(maxit = 1)))
      start <- fit$coefficients
    }
    D <- X * family$mu.eta(fit$linear.predictors)
    bread <- solve(t(D) %*% D)
    residual <- y - fit$fitted.values
    list(value = unname(fit$coefficients), se = unname(sqrt(diag(bread %*% (t(D * residual) %*% (D * residual)) %*% bread))))
  }
  result <- list(intercept = run(matrix(1, length(y), 1), lp, 0), slope = run(cbind(1, lp), NULL, c(0, 1)))
  fit <- geese(y ~ lp, id = seq_along(y), mean.link = "cloglog", variance = "gaussian", scale.fix = TRUE,
               jack = FALSE, control = geese.control(epsilon = 1e-10, maxit = 100))
  alike(fit$beta, result$slope$value, 1e-5)
  alike(sqrt(diag(fit$vbeta)), result$slope$se, 1e-5)
  result
}

ratio_of <- function(observed, risk) {
  ratio <- observed[1] / mean(risk)
  c(ratio, ratio * exp(c(-1, 1) * qnorm(0.975) * observed[2] / observed[1]))
}

brier_of <- function(time, cause, risks, horizons) {
  fit <- Score(list(fixed = risks), Hist(time, cause) ~ 1, data = data.frame(time, cause), times = horizons, cause = 1,
               metrics = "brier", cens.model = "km", summary = c("ipa", "ibs"))
  rows <- as.data.frame(fit$Brier$score)
  fixed <- rows[rows$model == "fixed", ]
  null <- rows[rows$model == "Null model", ]
  list(times = fixed$times, brier = fixed$Brier, se = fixed$se, lower = fixed$lower, upper = fixed$upper,
       null = null$Brier, ipa = fixed$IPA, ibs = fixed$IBS, ibs_null = null$IBS)
}

decision_of <- function(time, cause, risk, horizon, thresholds) {
  all <- observed_of(time, cause, horizon)[1]
  lapply(thresholds, function(p) {
    keep <- risk >= p
    share <- mean(keep)
    observed <- if (any(keep)) observed_of(time[keep], cause[keep], horizon)[1] else 0
    net <- share * observed - share * (1 - observed) * p / (1 - p)
    every <- all - (1 - all) * p / (1 - p)
    list(threshold = p, treated = sum(keep), net = net, all = every, avoided = (net - every) / (p / (1 - p)))
  })
}

# `class`: 0 good, 1 uncertain, 2 poor. Nobody may be censored at the horizon itself (agreement.R says why).
classes_of <- function(time, cause, class, t) {
  stopifnot(!any(time == t & cause == 0))
  d <- data.frame(time, cause, any = as.numeric(cause > 0), class)
  d <- d[order(d$time, -d$any), ]
  w <- pec::ipcw(Surv(time, any) ~ 1, data = d, method = "marginal", times = t, subjectTimes = d$time,
                 subjectTimesLag = 1)
  had <- d$time <= t & d$cause == 1
  other <- d$time <= t & d$cause == 2
  free <- d$time > t | other
  weight <- ifelse(had | other, 1 / w$IPCW.subjectTimes, ifelse(free, 1 / as.numeric(w$IPCW.times), 0))
  rows <- lapply(0:2, function(k) {
    i <- d$class == k
    list(n = sum(i), events = sum(i & had), free = sum(i & free), competing = sum(i & other),
         weightedEvents = sum(weight[i & had]), weightedFree = sum(weight[i & free]))
  })
  d$marker <- (1 + d$class) / 10
  roc <- Score(list(k = d$marker), Hist(time, cause) ~ 1, data = d, times = t, cause = 1, plots = "ROC",
               metrics = "AUC", conf.int = FALSE, null.model = FALSE)$ROC$plotframe
  at <- function(risk) c(roc$TPR[abs(roc$risk - risk) < 1e-9], 1 - roc$FPR[abs(roc$risk - risk) < 1e-9])
  list(horizon = t, rows = rows, incidence = observed_of(time, cause, t)[1], rocPoor = at(0.2), rocGood = at(0.3))
}

# `risks`: a function of the horizon. `horizons`: of the Brier score; calibration and decision curve at the second.
of <- function(time, cause, risks, horizons, number, class, tableHorizon) {
  horizon <- horizons[2]
  risk <- risks(horizon)
  y <- pseudo_of(time, cause, horizon)
  observed <- observed_of(time, cause, horizon)
  list(groups = groups_of(time, cause, risk, horizon, number), pseudo = y[seq(1, length(y), by = 37)],
       curve = curve_of(y, risk, 0.75, 21), model = model_of(y, risk), observed = observed,
       ratio = ratio_of(observed, risk), brier = brier_of(time, cause, sapply(horizons, risks), horizons),
       decision = decision_of(time, cause, risk, horizon, seq(0.1, 0.8, by = 0.05)),
       classes = classes_of(time, cause, class, tableHorizon))
}

# Recurrence, with death before it competing.
rotterdam <- data_of("rotterdam")
cause <- with(rotterdam, ifelse(recur == 1, 1, ifelse(death == 1, 2, 0)))
time <- with(rotterdam, ifelse(recur == 1, rtime, dtime))
out <- list(rotterdam = of(time, cause, function(h) 1 - exp(-h / 3500 * exp(0.06 * (rotterdam$nodes - 2.7))),
                           c(1000, 1826, 3000), 10,
                           ifelse(rotterdam$nodes == 0, 0, ifelse(rotterdam$nodes <= 3, 1, 2)), 3000))

# 160 patients in whole months, so that nearly all times are ties, whose rows stand in the JSON. Others die often.
set.seed(21)
score <- round(rnorm(160), 2)
event <- ceiling(rexp(160, 0.02 * exp(0.8 * score)))
other <- ceiling(rexp(160, 0.015))
censored <- ceiling(runif(160, 6, 90))
months <- list(time = pmin(event, other, censored))
months$cause <- ifelse(months$time == event, 1, ifelse(months$time == other, 2, 0))
months$score <- score
out$months <- c(months, of(months$time, months$cause, function(h) 1 - exp(-0.014 * h * exp(0.6 * score)), c(12, 24, 48),
                           5, ifelse(score < -0.5, 0, ifelse(score < 0.6, 1, 2)), 24.5))
write_json(out)
