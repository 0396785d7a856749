namespace Audio2Face.Modkit.Retargeting;

/// <summary>One-to-one assignment of least total cost: the Hungarian method with potentials (Kuhn 1955, Munkres 1957), n squared times m.</summary>
internal static class Assignment
{
    /// <param name="costs">Cost of every row with every column; at least as many columns as rows.</param>
    /// <returns>The column of every row.</returns>
    public static int[] Solve(double[,] costs)
    {
        int rows = costs.GetLength(0), columns = costs.GetLength(1);
        if (rows > columns) throw new ArgumentException("There are more rows than columns.", nameof(costs));
        // Row and column 0 stand for "none".
        double[] rowPotential = new double[rows + 1], columnPotential = new double[columns + 1];
        int[] rowOfColumn = new int[columns + 1], way = new int[columns + 1];
        for (int row = 1; row <= rows; row++)
        {
            rowOfColumn[0] = row;
            int column = 0;
            double[] least = new double[columns + 1];
            bool[] used = new bool[columns + 1];
            Array.Fill(least, double.PositiveInfinity);
            do
            {
                used[column] = true;
                int current = rowOfColumn[column], next = 0;
                double step = double.PositiveInfinity;
                for (int j = 1; j <= columns; j++)
                {
                    if (used[j]) continue;
                    double cost = costs[current - 1, j - 1] - rowPotential[current] - columnPotential[j];
                    if (cost < least[j]) (least[j], way[j]) = (cost, column);
                    if (least[j] < step) (step, next) = (least[j], j);
                }
                for (int j = 0; j <= columns; j++)
                {
                    if (used[j])
                    {
                        rowPotential[rowOfColumn[j]] += step;
                        columnPotential[j] -= step;
                    }
                    else least[j] -= step;
                }
                column = next;
            }
            while (rowOfColumn[column] != 0);
            for (; column != 0; column = way[column]) rowOfColumn[column] = rowOfColumn[way[column]];
        }
        int[] columnOfRow = new int[rows];
        for (int j = 1; j <= columns; j++)
        {
            if (rowOfColumn[j] > 0) columnOfRow[rowOfColumn[j] - 1] = j - 1;
        }
        return columnOfRow;
    }
}
