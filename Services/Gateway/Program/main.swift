await GatewayProgram.run()
