package org.fedmas.results.report;

/**
 * The privacy that all rounds up to one have spent together; the unit is one client.
 *
 * @param epsilon ε at δ
 * @param delta δ
 * @param rho ρ of zero-concentrated differential privacy
 */
public record SpentPrivacy(double epsilon, double delta, double rho) {}
