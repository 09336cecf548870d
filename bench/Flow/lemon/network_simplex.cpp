// Times LEMON's network simplex on a DIMACS minimum-cost-flow file and prints "cost", "milliseconds" as our own solver does.
#include <chrono>
#include <ctime>
#include <fstream>
#include <iostream>
#include <lemon/dimacs.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

int main(int argc, char** argv) {
  using Graph = lemon::SmartDigraph;
  using Clock = std::chrono::steady_clock;
  if (argc != 2) return 64;
  std::ifstream file(argv[1]);
  Graph graph;
  Graph::ArcMap<long long> lower(graph), capacity(graph), cost(graph);
  Graph::NodeMap<long long> supply(graph);
  lemon::readDimacsMin(file, graph, lower, capacity, cost, supply);

  auto started = Clock::now();
  lemon::NetworkSimplex<Graph, long long, long long> simplex(graph);
  simplex.lowerMap(lower).upperMap(capacity).costMap(cost).supplyMap(supply);
  auto prepared = Clock::now();
  auto processor = std::clock();
  bool optimal = simplex.run() == simplex.OPTIMAL;
  auto finished = Clock::now();
  processor = std::clock() - processor;
  if (!optimal) return 2;
  std::chrono::duration<double, std::milli> whole = finished - started, solving = finished - prepared;
  std::cout << "cost " << simplex.totalCost() << "\nmilliseconds " << solving.count() << "\nprocessor " << processor * 1000.0 / CLOCKS_PER_SEC << "\nwith_setup " << whole.count() << "\n";
  return 0;
}
