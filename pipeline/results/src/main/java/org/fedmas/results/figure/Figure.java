package org.fedmas.results.figure;

/**
 * A chart with its file name.
 *
 * @param name file name without its ending
 * @param title one sentence for readers who cannot see the chart
 */
record Figure(String name, String title, Chart chart) {}
